import type { Construct } from 'constructs';
import { ClientConfig } from '../client-config';
import type { ReactSiteProps } from '../react-site-props';
import { refusal } from './refusal';

/** What a site serves as `config.json`: what it was given, or its APIs and their one auth. */
export function siteConfig(
  scope: Construct,
  { apis = [], clientConfig }: Pick<ReactSiteProps, 'apis' | 'clientConfig'>,
): ClientConfig | undefined {
  if (clientConfig !== undefined || apis.length === 0) return clientConfig;
  const [auth, other] = new Set(apis.flatMap((api) => api.auth ?? []));
  if (auth === undefined) {
    throw refusal(
      'AuthMissing',
      'apis have no auth, and a client config names user pools: give one of them an auth',
      scope,
    );
  }
  if (other !== undefined) {
    throw refusal(
      'AuthsDiffer',
      `apis have the auths '${auth.node.path}' and '${other.node.path}', and pages sign in to one: ` +
        'set clientConfig',
      scope,
    );
  }
  return new ClientConfig({ auth, apis });
}

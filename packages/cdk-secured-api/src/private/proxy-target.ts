import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';
import type { RouteKey } from './route-key';

const HTTPS = /^https:\/\/[^/?#{}@\s]+([/?][^#\s]*)?$/;

/**
 * Fails for a URL that API Gateway could not proxy to, or that would carry requests in the clear.
 *
 * A token is taken as it is.
 */
export function assertProxyTarget(url: string, { key, path = '' }: RouteKey, scope: IConstruct) {
  if (Token.isUnresolved(url)) return;
  if (!HTTPS.test(url)) {
    throw refusal(
      'TargetMalformed',
      `route '${key}' is handed to '${withoutUserinfo(url)}', which is no https URL of a host and a ` +
        "path: write one such as 'https://example.com/{id}'",
      scope,
    );
  }
  for (const [, variable = ''] of url.matchAll(/\{([^}]*)\}/g)) {
    if (path.includes(`{${variable}}`) || path.includes(`{${variable}+}`)) continue;
    throw refusal(
      'TargetMalformed',
      `route '${key}' has no variable '${variable}' for its target '${url}': name one of its own`,
      scope,
    );
  }
}

function withoutUserinfo(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//***@');
}

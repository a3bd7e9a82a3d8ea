import { Stack, Token } from 'aws-cdk-lib';
import type { ClientConfig } from '../client-config';
import type { SecuredApi } from '../secured-api';

export interface ConnectSourcesOptions {
  readonly apis: readonly SecuredApi[];
  readonly config: ClientConfig | undefined;
  /** Whether the site's origin is known at synth, so that no API refers to the distribution. */
  readonly isLiteral: boolean;
}

/**
 * What pages connect to: each API, and Cognito where they sign in.
 *
 * An API that refers to the distribution by its CORS cannot be referred to by the distribution: then
 * it is every API of the region.
 */
export function connectSources({ apis, config, isLiteral }: ConnectSourcesOptions): string[] {
  const ofApis = apis.map((api) => {
    if (!Token.isUnresolved(api.url)) return new URL(api.url).origin;
    if (isLiteral) return api._endpoint;
    const { region, urlSuffix } = Stack.of(api);
    return `https://*.execute-api.${region}.${urlSuffix}`;
  });
  return [...new Set([...ofApis, ...(config?._endpoints ?? [])])];
}

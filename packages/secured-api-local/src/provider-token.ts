import type { IdentityPools } from './cognito-identity/identity-pools';
import type { ProviderSubject } from './cognito-identity/provider-tokens';
import { LocalRuntimeError } from './support/local-runtime-error';

/** Who is to be signed in at a provider of the identity pool. */
export interface ProviderTokenRequest extends ProviderSubject {
  /** `facebook`, `google`, `amazon`, `apple` or `twitter`, or the issuer without `https://`. */
  readonly provider: string;
}

const LOGIN_NAMES = new Map([
  ['amazon', 'www.amazon.com'],
  ['apple', 'appleid.apple.com'],
  ['facebook', 'graph.facebook.com'],
  ['google', 'accounts.google.com'],
  ['twitter', 'api.twitter.com'],
]);

/**
 * A provider's token, signed by a key of this machine in the provider's place.
 *
 * @throws LocalRuntimeError `NoProvider`
 */
export function providerToken(
  identityPools: IdentityPools,
  { provider, ...who }: ProviderTokenRequest,
): string {
  const token = identityPools.providerToken(LOGIN_NAMES.get(provider) ?? provider, who);
  if (token !== undefined) return token;
  throw new LocalRuntimeError(
    'NoProvider',
    `no identity pool of the template takes tokens of '${provider}'`,
    'name a provider of SupportedLoginProviders, or the issuer of an OIDC provider of IAM',
  );
}

import type { AuthUser } from './auth-user';
import type { ClientInternals } from './client-internals';
import { CognitoError } from './cognito-error';

/** A token of a provider that the identity pool takes. */
export interface ProviderToken {
  provider: string;
  token: string;
}

/** What identity pools call the providers that every one of them knows. */
const LOGIN_NAMES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['amazon', 'www.amazon.com'],
  ['apple', 'appleid.apple.com'],
  ['facebook', 'graph.facebook.com'],
  ['google', 'accounts.google.com'],
  ['twitter', 'api.twitter.com'],
]);

/** Signs in who the identity pool says a provider's token is of. */
export async function signInByProvider(
  { config, store, identityPool, identityIds, userPool }: ClientInternals,
  { provider: name, token }: ProviderToken,
): Promise<AuthUser> {
  const provider = LOGIN_NAMES.get(name) ?? name;
  const { IdentityId: identityId } = await identityPool('GetId', {
    IdentityPoolId: config.identityPoolId,
    Logins: { [provider]: token },
  });
  if (identityId === undefined) throw new CognitoError('Unknown', 'GetId answers no identity id');
  store.open();
  await store.returning();
  const replaced = store.current()?.refreshToken;
  identityIds.write(identityId, identityId);
  const login = { provider, identityId };
  const user = store.adopt({ accessToken: token, idToken: token, clockOffsetMs: 0, login });
  if (replaced !== undefined) userPool('RevokeToken', { Token: replaced }).catch(() => undefined);
  return user;
}

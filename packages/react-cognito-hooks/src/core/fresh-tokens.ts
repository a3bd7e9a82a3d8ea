import type { AuthUser } from './auth-user';
import type { ClientInternals } from './client-internals';
import { readClaims } from './jwt-claims';
import { type SessionTokens, toSessionTokens } from './session-tokens';
import type { AuthenticationAnswer } from './user-pool-operations';

/** Tokens that are not stored yet: they are either adopted or given back. */
export interface FreshTokens {
  /** Who they are of. */
  readonly userId: unknown;
  /** Makes them the session; the refresh token of the session before is revoked. */
  adopt(o?: { tabOnly?: boolean; hosted?: boolean }): AuthUser;
  /** Revokes them, for a sign-in that nobody waits for any more. */
  discard(): void;
}

/** Takes the tokens of an answer; undefined if it holds a challenge instead. */
export function takeTokens(
  { store, userPool }: ClientInternals,
  { AuthenticationResult }: AuthenticationAnswer,
): FreshTokens | undefined {
  if (AuthenticationResult === undefined) return undefined;
  const tokens = toSessionTokens(AuthenticationResult);
  const revoke = ({ refreshToken }: SessionTokens) => {
    if (refreshToken === undefined) return;
    userPool('RevokeToken', { Token: refreshToken }).catch(() => undefined);
  };
  return {
    userId: readClaims(tokens.idToken)?.sub,
    adopt({ tabOnly, hosted } = {}) {
      store.open();
      const replaced = store.current();
      const user = store.adopt({
        ...tokens,
        ...(tabOnly && { tabOnly }),
        ...(hosted && { hosted }),
      });
      if (replaced !== undefined && replaced.refreshToken !== tokens.refreshToken) revoke(replaced);
      return user;
    },
    discard: () => revoke(tokens),
  };
}

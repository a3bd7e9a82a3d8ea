import type { AuthenticationResult } from '../core/user-pool-operations';

/** Somebody who is signed in. */
export interface TestUser {
  /** @default 'user-1' */
  userId?: string;
  /** @default - the user id */
  username?: string;
  email?: string;
  groups?: readonly string[];
  /** The device of `ListDevices` that they signed in on. @default - none */
  deviceKey?: string;
  /** More claims of the id token. */
  claims?: Readonly<Record<string, unknown>>;
}

/**
 * What an operation answers that signs somebody in.
 *
 * @param user who it is. @default - the user that `auth: {}` shows
 *
 * @example
 * const client = createTestClient({
 *   signIn: { name: 'totpCode' },
 *   answers: { RespondToAuthChallenge: tokens({ email: 'jane@example.com' }) },
 * });
 */
export const tokens = (
  user: TestUser = {},
): { readonly AuthenticationResult: AuthenticationResult } => ({
  AuthenticationResult: toTestTokens(user, Date.now()),
});

const LIFETIME_SECONDS = 3600;

/** Tokens that nobody signed, for a core that never asks who did. */
export function toTestTokens(user: TestUser, nowMs: number): AuthenticationResult {
  const { userId = 'user-1', username = userId, email, groups = [], deviceKey, claims } = user;
  const iat = Math.floor(nowMs / 1000);
  const shared = {
    sub: userId,
    ...(groups.length > 0 && { 'cognito:groups': groups }),
    ...{ iat, exp: iat + LIFETIME_SECONDS, auth_time: iat },
  };
  const idToken = { ...shared, 'cognito:username': username, ...(email && { email }), ...claims };
  const accessToken = { ...shared, username, ...(deviceKey && { device_key: deviceKey }) };
  return {
    AccessToken: toToken({ ...accessToken, token_use: 'access', jti: String(nowMs) }),
    IdToken: toToken({ ...idToken, token_use: 'id' }),
    RefreshToken: `refresh-token-of-${userId}`,
  };
}

function toToken(claims: object): string {
  const encode = (value: object) =>
    btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  return `${encode({ alg: 'none' })}.${encode(claims)}.`;
}

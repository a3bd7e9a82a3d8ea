import { CognitoError } from './cognito-error';
import { hasShape } from './has-shape';
import { readClaims, timeClaimMs } from './jwt-claims';
import type { AuthenticationResult } from './user-pool-operations';

/** What is stored of a session: one JSON value. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken?: string;
  /** What to add to this machine's clock, as learned when the tokens were issued. */
  readonly clockOffsetMs: number;
  /** Whether they are kept in the tab's own storage. */
  readonly tabOnly?: boolean;
  /** Whether they come from the hosted login, which keeps a session of its own. */
  readonly hosted?: boolean;
  /** Whose token it is where it is not the user pool's; both tokens are that one then. */
  readonly login?: ProviderLogin;
}

/** A user of the identity pool alone. */
export interface ProviderLogin {
  /** What the identity pool calls the provider, such as `accounts.google.com`. */
  readonly provider: string;
  readonly identityId: string;
}

/** The tokens of the signed-in user. The refresh token stays inside. */
export interface Tokens {
  accessToken: string;
  idToken: string;
  /** When the first of the two runs out, in milliseconds since the epoch. */
  expiresAt: number;
}

const LOGIN = { provider: 'string', identityId: 'string' } as const;

/** Accepts a stored session, and nothing else. */
export function parseSessionTokens(value: unknown): SessionTokens | undefined {
  if (!hasShape(value, { accessToken: 'string', idToken: 'string', clockOffsetMs: 'number' })) {
    return undefined;
  }
  const { accessToken, idToken, clockOffsetMs } = value;
  const tokens = {
    ...{ accessToken, idToken, clockOffsetMs },
    ...('tabOnly' in value && { tabOnly: true }),
    ...('hosted' in value && { hosted: true }),
    ...('login' in value && hasShape(value.login, LOGIN) && { login: value.login }),
  };
  return hasShape(value, { refreshToken: 'string' })
    ? { ...tokens, refreshToken: value.refreshToken }
    : tokens;
}

/**
 * Converts an answer's tokens, just received; `iat` tells how far this machine's clock is off.
 *
 * @param from the session that they renew: it has the refresh token of answers that bring none
 */
export function toSessionTokens(
  result: AuthenticationResult | undefined,
  from?: SessionTokens,
): SessionTokens {
  const { AccessToken, IdToken, RefreshToken = from?.refreshToken } = result ?? {};
  if (AccessToken === undefined || IdToken === undefined) {
    throw new CognitoError('Unknown', 'the answer holds no access and id token');
  }
  const issuedAt = timeClaimMs(readClaims(AccessToken), 'iat');
  return {
    accessToken: AccessToken,
    idToken: IdToken,
    ...(RefreshToken !== undefined && { refreshToken: RefreshToken }),
    clockOffsetMs: issuedAt === 0 ? 0 : issuedAt - Date.now(),
    ...(from?.tabOnly && { tabOnly: true }),
    ...(from?.hosted && { hosted: true }),
  };
}

/** The device that a session began on, where the user pool tracks devices: it alone renews it. */
export function deviceKeyOf({ accessToken }: SessionTokens): string | undefined {
  const { device_key: key } = readClaims(accessToken) ?? {};
  return typeof key === 'string' ? key : undefined;
}

/** When the first of both tokens runs out, in milliseconds since the epoch. */
export function expiresAt({ accessToken, idToken, login }: SessionTokens): number {
  const times = [accessToken, idToken].map((token) => timeClaimMs(readClaims(token), 'exp'));
  // A provider's token may be one that only the provider can read.
  return Math.min(...times) || (login ? Number.POSITIVE_INFINITY : 0);
}

import { AwsError } from '../../support/aws-error';
import type { UserPoolClientSettings } from '../pool/user-pool-settings';
import type { Session } from '../tokens/sessions';
import type { AuthenticationResult } from '../tokens/token-issuer';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

/** A refresh token as a client presents it. */
export interface RefreshRequest {
  readonly client: UserPoolClientSettings;
  readonly refreshToken: string;
  /** The device that it is presented from. */
  readonly deviceKey?: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/**
 * Issues new tokens for a refresh token, and its successor where the client rotates.
 *
 * @throws AwsError `NotAuthorizedException`, `RefreshTokenReuseException`, or what a trigger
 *   fails with
 */
export async function refreshTokens(
  backend: UserPoolBackend,
  request: RefreshRequest,
): Promise<AuthenticationResult> {
  const { client, refreshToken, clientMetadata } = request;
  const { user, session } = readRefreshToken(backend, request);
  const source = 'TokenGeneration_RefreshTokens';
  const tokens = await backend.tokens.issue({ user, client, session, source, clientMetadata });
  // The trigger took its time: the session may have ended, or the token been used, meanwhile.
  readRefreshToken(backend, request);
  if (client.rotation === undefined) return tokens;
  backend.sessions.markRotated(refreshToken);
  return { ...tokens, RefreshToken: backend.sessions.issueRefreshToken(session) };
}

/**
 * Who a refresh token stands for.
 *
 * @throws AwsError `NotAuthorizedException` or `RefreshTokenReuseException`
 */
export function readRefreshToken(
  { sessions, directory, devices, clock }: UserPoolBackend,
  { client, refreshToken, deviceKey }: Omit<RefreshRequest, 'clientMetadata'>,
): { readonly user: User; readonly session: Session } {
  const token = sessions.findRefreshToken(refreshToken);
  if (token === undefined) throw notAuthorized('Invalid Refresh Token');
  const session = sessions.find(token.originJti);
  if (session === undefined) throw notAuthorized('Refresh Token has been revoked');
  if (session.clientId !== client.id) throw notAuthorized('Invalid Refresh Token');
  if (clock.now() >= session.expiresAt) throw notAuthorized('Refresh Token has expired');
  const user = directory.get(session.poolId, session.username);
  if (user?.enabled === false) throw notAuthorized('User is disabled.');
  if (!sessions.isLive(session, user)) throw notAuthorized('Refresh Token has been revoked');
  if (session.deviceKey !== undefined) {
    const isThere = devices.find(user, session.deviceKey) !== undefined;
    if (!isThere || deviceKey !== session.deviceKey) throw notAuthorized('Invalid Refresh Token');
  }
  assertNotReused(token.rotatedAt, client, clock.now());
  return { user, session };
}

function assertNotReused(
  rotatedAt: number | undefined,
  { rotation }: UserPoolClientSettings,
  now: number,
): void {
  if (rotatedAt === undefined || now < rotatedAt + (rotation?.graceMs ?? 0)) return;
  throw new AwsError('RefreshTokenReuseException', 'Refresh token has been reused.');
}

function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

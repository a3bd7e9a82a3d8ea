import { AwsError } from '../../support/aws-error';
import type { ClaimedDevice } from '../devices/device';
import { sessionExpired, userDisabled } from '../pool/user-errors';
import type { UserPoolClientSettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { Session } from '../tokens/sessions';
import type { AuthenticationResult } from '../tokens/token-issuer';
import type { UserPoolBackend } from '../user-pool-backend';
import { attributesOf, type User } from '../users/user';
import { newDeviceOf } from './new-device';

/** A user who has proved who they are. */
export interface ProvedUser {
  readonly pool: UserPoolSettings;
  readonly client: UserPoolClientSettings;
  readonly user: User;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** The device that the sign-in names. */
  readonly device?: ClaimedDevice;
  /** Whether what was proved is a second factor as well. */
  readonly isTwoFactors?: boolean;
  readonly source: 'TokenGeneration_Authentication' | 'TokenGeneration_NewPasswordChallenge';
  /** Whether the sign-in is the hosted login's, which gives a code where the API gives tokens. */
  readonly hosted?: boolean;
}

/** What a sign-in at the hosted login ends with. */
export class HostedSignIn {
  constructor(readonly user: User) {}
}

/**
 * Ends a sign-in: calls the post authentication trigger, opens a session and issues its tokens.
 *
 * @throws AwsError what a trigger fails with, or `NotAuthorizedException` for a user who is gone,
 *   disabled or signed out once the triggers are through
 */
export async function completeSignIn(
  backend: UserPoolBackend,
  proved: ProvedUser,
): Promise<AuthenticationResult> {
  const { client, clientMetadata, source } = proved;
  const user = await authenticated(backend, proved);
  const newDevice = newDeviceOf(backend, { ...proved, user });
  const deviceKey = newDevice?.DeviceKey ?? proved.device?.key;
  const session = backend.sessions.open(user, client, { deviceKey });
  const refreshToken = backend.sessions.issueRefreshToken(session);
  await backend.store.durable();
  const tokens = await backend.tokens.issue({ user, client, session, source, clientMetadata });
  assertGoesOn(backend, session);
  return {
    ...tokens,
    RefreshToken: refreshToken,
    ...(newDevice !== undefined && { NewDeviceMetadata: newDevice }),
  };
}

/**
 * Calls the post authentication trigger, and gives the user as they are after it.
 *
 * @throws AwsError what the trigger fails with
 */
export async function authenticated(
  backend: UserPoolBackend,
  { pool, client, clientMetadata, user, device }: Omit<ProvedUser, 'source'>,
): Promise<User> {
  await backend.store.durable();
  await backend.triggers.call(pool, 'PostAuthentication', {
    source: 'PostAuthentication_Authentication',
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: attributesOf(user),
      newDeviceUsed: pool.devices !== undefined && device === undefined,
      clientMetadata,
    },
  });
  return unchangedUser(backend, user);
}

/**
 * Checks that a user with the right password may sign in.
 *
 * @throws AwsError `NotAuthorizedException`, `UserNotConfirmedException` or
 *   `PasswordResetRequiredException`
 */
export function assertMaySignIn(user: User, now: number): void {
  if (!user.enabled) throw userDisabled();
  if (user.status === 'UNCONFIRMED') {
    throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
  }
  if (user.status === 'RESET_REQUIRED') {
    throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user');
  }
  if (user.password.expiresAt !== undefined && now >= user.password.expiresAt) {
    throw new AwsError(
      'NotAuthorizedException',
      'Temporary password has expired and must be reset by an administrator.',
    );
  }
}

/** The trigger of the tokens took its time: the session may have ended meanwhile. */
function assertGoesOn(
  { directory, verifier }: UserPoolBackend,
  { originJti, poolId, username, sub }: Session,
): void {
  if (directory.get(poolId, username)?.enabled === false) throw userDisabled();
  if (!verifier.isLive({ origin_jti: originJti, sub })) throw sessionExpired();
}

/** The user after a trigger ran; whoever was disabled or signed out meanwhile gets no tokens. */
function unchangedUser({ directory }: UserPoolBackend, before: User): User {
  const user = directory.get(before.poolId, before.username);
  if (user === undefined || user.sub !== before.sub || user.generation !== before.generation) {
    throw sessionExpired();
  }
  return user;
}

import { type Input, requiredText } from '../../aws-endpoint/operation-input';
import { sessionExpired } from '../pool/user-errors';
import type { ProvedUser } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import { type PendingChallengeOf, sessionUser } from './auth-session';

/** A sign-in that waits for an authenticator app. */
export interface SetupSession {
  readonly proved: Omit<ProvedUser, 'clientMetadata'>;
  readonly challenge: PendingChallengeOf<'MFA_SETUP'>;
  /** Uses the session up. */
  close(): void;
}

/**
 * The sign-in of an operation's `Session`, if it waits for an authenticator app.
 *
 * @throws AwsError `NotAuthorizedException`, or what keeps the user from signing in
 */
export function setupSession(backend: UserPoolBackend, input: Input): SetupSession {
  const { authSessions, registry } = backend;
  const key = requiredText(input, 'Session');
  const session = authSessions.get(key);
  if (session?.challenge.name !== 'MFA_SETUP') throw sessionExpired();
  return {
    proved: {
      pool: registry.pool(session.poolId),
      client: registry.client(session.clientId),
      user: sessionUser(backend, session),
      source: session.source,
      device: session.device,
      hosted: session.hosted,
    },
    challenge: session.challenge,
    close: () => {
      authSessions.take(key);
    },
  };
}

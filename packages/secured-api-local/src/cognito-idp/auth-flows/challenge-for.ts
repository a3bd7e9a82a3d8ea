import type { ProvedUser } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import { openAuthSession, type PendingChallenge } from './auth-session';

/** Asks a user who has proved something for something more. */
export function challengeFor(
  backend: UserPoolBackend,
  proved: ProvedUser,
  challenge: PendingChallenge,
  parameters: Readonly<Record<string, string>> = {},
): unknown {
  return {
    ChallengeName: challenge.name,
    ChallengeParameters: { USER_ID_FOR_SRP: proved.user.username, ...parameters },
    Session: openAuthSession(backend, proved, challenge),
  };
}

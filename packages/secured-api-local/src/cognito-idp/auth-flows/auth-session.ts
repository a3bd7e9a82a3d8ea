import type { ClaimedDevice } from '../devices/device';
import type { SrpExchange } from '../passwords/srp';
import { assertSecretHash } from '../pool/calling-client';
import { sessionExpired } from '../pool/user-errors';
import type { MfaFactor } from '../pool/user-pool-settings';
import { assertMaySignIn, type ProvedUser } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import type { ChallengeAnswer } from './auth-request';
import { requiredParameter } from './required-parameter';

/** What a sign-in waits for between two calls. */
export type PendingChallenge =
  | { readonly name: 'NEW_PASSWORD_REQUIRED' }
  | { readonly name: 'SOFTWARE_TOKEN_MFA' }
  | { readonly name: 'DEVICE_SRP_AUTH' }
  | {
      readonly name: 'DEVICE_PASSWORD_VERIFIER';
      readonly secretBlock: string;
      readonly exchange: SrpExchange;
    }
  | {
      readonly name: 'SMS_MFA' | 'EMAIL_OTP';
      readonly code: string;
      /** The address that the code sets up as a factor. */
      readonly newEmail?: string;
    }
  | { readonly name: 'SELECT_MFA_TYPE'; readonly factors: readonly MfaFactor[] }
  | {
      readonly name: 'MFA_SETUP';
      /** Hexadecimal, once the client asked for it. */
      readonly secret?: string;
      readonly verifiedStep?: number;
    };

/** A challenge of that name. */
export type PendingChallengeOf<N extends PendingChallenge['name']> = Extract<
  PendingChallenge,
  { readonly name: N }
>;

/** A sign-in between two calls, by the `Session` of an answer. */
export interface AuthSession {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly sub: string;
  /** The password's verifier: a password that changes meanwhile ends the sign-in. */
  readonly verifier: string;
  readonly generation: number;
  readonly source: ProvedUser['source'];
  readonly device?: ClaimedDevice;
  readonly hosted?: boolean;
  readonly isTwoFactors?: boolean;
  readonly challenge: PendingChallenge;
}

/** Keeps a sign-in until its challenge is answered, and gives the `Session` for it. */
export function openAuthSession(
  { authSessions, random }: UserPoolBackend,
  { pool, client, user, source, device, hosted, isTwoFactors }: Omit<ProvedUser, 'clientMetadata'>,
  challenge: PendingChallenge,
): string {
  const { username, sub, generation, password } = user;
  const key = random.bytes(96).toString('base64url');
  const kept = {
    username,
    sub,
    generation,
    verifier: password.verifier,
    source,
    device,
    hosted,
    isTwoFactors,
    challenge,
  };
  authSessions.set(key, { poolId: pool.id, clientId: client.id, ...kept }, client.authSessionMs);
  return key;
}

/** A sign-in that goes on. */
export interface ResumedSignIn<N extends PendingChallenge['name']> {
  readonly proved: ProvedUser;
  readonly challenge: PendingChallengeOf<N>;
  /** Uses the session up. */
  close(): void;
}

/**
 * The sign-in that an answer's `Session` stands for, if it waits for this challenge and nothing
 * has changed since.
 *
 * @throws AwsError `NotAuthorizedException`, or what keeps the user from signing in
 */
export function resumeSignIn<N extends PendingChallenge['name']>(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
  ...names: readonly N[]
): ResumedSignIn<N> {
  const { pool, client, responses, clientMetadata, session: key = '' } = answer;
  const username = requiredParameter(responses, 'USERNAME');
  assertSecretHash(client, username, responses.SECRET_HASH);
  const session = backend.authSessions.get(key);
  if (session === undefined || session.clientId !== client.id) throw sessionExpired();
  const { challenge, source, device, hosted, isTwoFactors } = session;
  if (!isOneOf(challenge, names)) throw sessionExpired();
  if (backend.directory.find(pool, username)?.sub !== session.sub) throw sessionExpired();
  const user = sessionUser(backend, session);
  return {
    proved: { pool, client, user, clientMetadata, source, device, hosted, isTwoFactors },
    challenge,
    close: () => {
      backend.authSessions.take(key);
    },
  };
}

/**
 * The user of a sign-in, if nothing has changed since it began.
 *
 * @throws AwsError `NotAuthorizedException`, or what keeps the user from signing in
 */
export function sessionUser({ directory, clock }: UserPoolBackend, session: AuthSession): User {
  const user = directory.get(session.poolId, session.username);
  if (user?.sub !== session.sub || user.generation !== session.generation) throw sessionExpired();
  if (user.password.verifier !== session.verifier) throw sessionExpired();
  assertMaySignIn(user, clock.now());
  return user;
}

function isOneOf<N extends PendingChallenge['name']>(
  challenge: PendingChallenge,
  names: readonly N[],
): challenge is PendingChallengeOf<N> {
  return names.some((name) => name === challenge.name);
}

import { assertSecretHash, type CallingClient } from '../pool/calling-client';
import { sessionExpired } from '../pool/user-errors';
import type { ChoiceAttempt, UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { normalizeName } from '../users/user-directory';
import type { ChallengeAnswer } from './auth-request';
import { requiredParameter } from './required-parameter';

/** A sign-in by choice, as it stands. */
export interface Choice extends CallingClient {
  readonly name: string;
  readonly user: User | undefined;
  readonly deviceKey?: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** Whether the hosted login signs the user in. */
  readonly hosted?: boolean;
}

/** A sign-in by choice that goes on. */
export interface ResumedChoice {
  readonly choice: Choice;
  readonly challenge: ChoiceAttempt['challenge'];
  /** Uses the session up. */
  close(): void;
}

/** Keeps a sign-in by choice, and gives the `Session` for it. */
export function openChoice(
  { choices, random }: UserPoolBackend,
  { client, name, user, deviceKey, hosted }: Omit<Choice, 'clientMetadata'>,
  challenge: ChoiceAttempt['challenge'],
): string {
  const key = random.bytes(96).toString('base64url');
  const identity = user && {
    username: user.username,
    sub: user.sub,
    generation: user.generation,
    verifier: user.password.verifier,
  };
  const kept = { clientId: client.id, name, identity, deviceKey, challenge, hosted };
  choices.set(key, kept, client.authSessionMs);
  return key;
}

/**
 * The sign-in by choice that an answer's `Session` stands for.
 *
 * @throws AwsError `NotAuthorizedException`
 */
export function resumeChoice(
  { choices, directory }: UserPoolBackend,
  { pool, client, responses, clientMetadata, session = '' }: ChallengeAnswer,
  waitsFor: ChoiceAttempt['challenge']['name'],
): ResumedChoice {
  const username = requiredParameter(responses, 'USERNAME');
  assertSecretHash(client, username, responses.SECRET_HASH);
  const attempt = choices.get(session);
  if (attempt === undefined || attempt.clientId !== client.id) throw sessionExpired();
  const { name, identity, challenge, hosted } = attempt;
  const deviceKey = responses.DEVICE_KEY ?? attempt.deviceKey;
  const names = [name, identity?.username ?? name].map((known) => normalizeName(pool, known));
  if (challenge.name !== waitsFor || !names.includes(normalizeName(pool, username))) {
    throw sessionExpired();
  }
  const user = identity && directory.get(pool.id, identity.username);
  if (user?.sub !== identity?.sub || user?.generation !== identity?.generation) {
    throw sessionExpired();
  }
  if (user?.password.verifier !== identity?.verifier) throw sessionExpired();
  const choice: Choice = { pool, client, name, user, deviceKey, clientMetadata, hosted };
  return { choice, challenge, close: () => void choices.take(session) };
}

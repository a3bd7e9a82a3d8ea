import { invalidParameter } from '../../aws-endpoint/operation-input';
import { isSameSecret } from '../../support/same-secret';
import { poolNameOf } from '../account/new-user';
import { createPasswordSignature } from '../passwords/srp';
import { assertSecretHash } from '../pool/calling-client';
import { incorrectPassword, sessionExpired } from '../pool/user-errors';
import type { SrpChallenge, UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { normalizeName } from '../users/user-directory';
import { afterPassword } from './after-password';
import type { ChallengeAnswer } from './auth-request';
import { passChallenge } from './custom-auth';
import { requiredParameter } from './required-parameter';

/**
 * Goes on with a sign-in by password: checks the client's proof.
 *
 * @throws AwsError `NotAuthorizedException`, what keeps the user from signing in, or what a
 *   trigger fails with
 */
export async function answerPasswordVerifier(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { pool, client, responses, clientMetadata } = answer;
  assertSecretHash(client, responses.USERNAME ?? '', responses.SECRET_HASH);
  const { user, deviceKey, customAttempt: attempt } = provePassword(backend, answer);
  if (attempt !== undefined) {
    const step = { pool, client, attempt: { ...attempt, deviceKey }, clientMetadata };
    const result = { challengeName: 'PASSWORD_VERIFIER', challengeResult: true };
    return passChallenge(backend, step, result);
  }
  return afterPassword(backend, { pool, client, user, deviceKey, clientMetadata });
}

/** Runs without a pause, so that attempts at the same time are counted one by one. */
function provePassword(
  backend: UserPoolBackend,
  { pool, client, responses }: ChallengeAnswer,
): Pick<SrpChallenge, 'deviceKey' | 'customAttempt'> & { readonly user: User } {
  const username = requiredParameter(responses, 'USERNAME');
  const secretBlock = requiredParameter(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const signature = requiredParameter(responses, 'PASSWORD_CLAIM_SIGNATURE');
  const timestamp = requiredParameter(responses, 'TIMESTAMP');
  assertTimestamp(timestamp);
  const challenge = backend.srpChallenges.take(secretBlock);
  if (challenge === undefined || challenge.clientId !== client.id) throw sessionExpired();
  if (!challenge.names.includes(normalizeName(pool, username)))
    throw incorrectPassword('the answer is for another user than the challenge');

  backend.lockouts.begin(pool.id, challenge.attemptName);
  const expected = createPasswordSignature(challenge, {
    poolName: poolNameOf(pool),
    username: challenge.userId,
    secretBlock: Buffer.from(secretBlock, 'base64'),
    timestamp,
  });
  const isRight = isSameSecret(Buffer.from(signature, 'base64'), expected);
  const user = unchangedUser(backend, challenge);
  if (!isRight || user === undefined) throw incorrectPassword(whyRefused(isRight, user));
  backend.lockouts.succeed(pool.id, challenge.attemptName);
  const deviceKey = responses.DEVICE_KEY ?? challenge.deviceKey;
  return { user, deviceKey, customAttempt: challenge.customAttempt };
}

function whyRefused(isRight: boolean, user: User | undefined): string {
  if (isRight) return 'the password was changed since the challenge';
  return user ? 'the password is wrong' : 'nobody has this name';
}

/** The user of an exchange, unless the password was changed since it began. */
function unchangedUser(
  { directory }: UserPoolBackend,
  { poolId, userId, verifier }: SrpChallenge,
): User | undefined {
  const user = directory.get(poolId, userId);
  return user?.password.verifier === verifier ? user : undefined;
}

/**
 * Checks the form of a proof's time.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function assertTimestamp(timestamp: string): void {
  if (/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{2}:\d{2}:\d{2} UTC \d{4}$/.test(timestamp)) return;
  throw invalidParameter('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.');
}

import { isSameSecret } from '../../support/same-secret';
import { knownDevice } from '../devices/known-device';
import { createPasswordSignature } from '../passwords/srp';
import { incorrectPassword, sessionExpired } from '../pool/user-errors';
import { deviceGroupOf } from '../sign-in/new-device';
import type { ProvedUser } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import type { ChallengeAnswer } from './auth-request';
import { resumeSignIn } from './auth-session';
import { challengeFor } from './challenge-for';
import { assertTimestamp } from './password-verifier';
import { requiredParameter } from './required-parameter';
import { afterFirstFactor } from './second-factor';
import { SECRET_BLOCK_BYTES, serverPublicOf, srpPublicOf } from './srp-challenge';

/**
 * Opens the exchange in which a device proves its random password, as people prove theirs.
 *
 * @throws AwsError `ResourceNotFoundException`, `InvalidParameterException` or
 *   `NotAuthorizedException`
 */
export async function answerDeviceSrp(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { proved, close } = resumeSignIn(backend, answer, 'DEVICE_SRP_AUTH');
  const { key, password } = claimedDevice(backend, proved, answer);
  const exchange = {
    ...password,
    clientPublic: srpPublicOf(answer.responses),
    secret: backend.random.bytes(32),
  };
  const serverPublic = serverPublicOf(exchange);
  const secretBlock = backend.random.bytes(SECRET_BLOCK_BYTES).toString('base64');
  close();
  return challengeFor(
    backend,
    proved,
    { name: 'DEVICE_PASSWORD_VERIFIER', secretBlock, exchange },
    {
      DEVICE_KEY: key,
      SALT: password.salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: serverPublic,
      USERNAME: proved.user.username,
    },
  );
}

/**
 * Goes on with a sign-in by the proof of its device; attempts count on the brake of second factors.
 *
 * @throws AwsError `ResourceNotFoundException`, `NotAuthorizedException`, or what a trigger fails
 *   with
 */
export async function answerDevicePasswordVerifier(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  return afterFirstFactor(backend, proveDevice(backend, answer));
}

/** Runs without a pause: a session is good for one proof, right or wrong. */
function proveDevice(backend: UserPoolBackend, answer: ChallengeAnswer): ProvedUser {
  const { responses } = answer;
  const { proved, challenge, close } = resumeSignIn(backend, answer, 'DEVICE_PASSWORD_VERIFIER');
  const { pool, user } = proved;
  const { exchange, secretBlock } = challenge;
  const timestamp = requiredParameter(responses, 'TIMESTAMP');
  const signature = requiredParameter(responses, 'PASSWORD_CLAIM_SIGNATURE');
  assertTimestamp(timestamp);
  if (requiredParameter(responses, 'PASSWORD_CLAIM_SECRET_BLOCK') !== secretBlock) {
    throw sessionExpired();
  }
  const device = claimedDevice(backend, proved, answer);
  close();
  backend.mfaLockouts.begin(pool.id, user.username);
  const expected = createPasswordSignature(exchange, {
    poolName: deviceGroupOf(backend, user),
    username: device.key,
    secretBlock: Buffer.from(secretBlock, 'base64'),
    timestamp,
  });
  const isRight = isSameSecret(Buffer.from(signature, 'base64'), expected);
  if (!isRight || device.password.verifier !== exchange.verifier)
    throw incorrectPassword('the proof of the device is wrong');
  backend.mfaLockouts.succeed(pool.id, user.username);
  backend.devices.save(user, { ...device, authenticatedAt: backend.clock.now() });
  return { ...proved, device: { key: device.key, isProved: true } };
}

/** The device of a sign-in, which an answer has to name again. */
function claimedDevice(backend: UserPoolBackend, proved: ProvedUser, answer: ChallengeAnswer) {
  const key = requiredParameter(answer.responses, 'DEVICE_KEY');
  if (proved.device?.key !== key) throw sessionExpired();
  return knownDevice(backend, proved.user, key);
}

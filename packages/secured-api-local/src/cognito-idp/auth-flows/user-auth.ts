import { AwsError } from '../../support/aws-error';
import { isSameSecret } from '../../support/same-secret';
import { toClaimedDevice } from '../devices/known-device';
import { isHostOf } from '../passkeys/relying-party';
import { sessionExpired, userNotFound } from '../pool/user-errors';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import { assertMaySignIn } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import { normalizeName } from '../users/user-directory';
import type { AuthRequest, ChallengeAnswer } from './auth-request';
import { type Choice, openChoice, resumeChoice } from './choice';
import { discreetFactors, firstFactors, pretendFactors } from './first-factors';
import { migrateUser } from './migrate-user';
import { OTP_ATTRIBUTES } from './otp-factors';
import { askForPasskey } from './passkey-proof';
import { callPreAuthentication } from './pre-authentication';
import { requiredParameter } from './required-parameter';
import { afterFirstFactor } from './second-factor';
import { openSrpChallenge, srpPublicOf } from './srp-challenge';
import { continueWithPassword, startUserPasswordAuth } from './user-password-auth';
import { startUserSrpAuth } from './user-srp-auth';

const OTP_DIGITS = 8;

type OtpName = 'EMAIL_OTP' | 'SMS_OTP';

/**
 * Begins a sign-in by a factor that the user chooses, or prefers already.
 *
 * @throws AwsError `UserNotFoundException` where the client tells, or what the factor refuses with
 */
export async function startUserAuth(
  backend: UserPoolBackend,
  request: AuthRequest,
): Promise<unknown> {
  const { pool, client, parameters, session } = request;
  const name = requiredParameter(parameters, 'USERNAME');
  const wanted = parameters.PREFERRED_CHALLENGE;
  if (session !== undefined) return signInAfterSignUp(backend, request);
  if (wanted === 'PASSWORD') return startUserPasswordAuth(backend, request);
  if (wanted === 'PASSWORD_SRP') return startUserSrpAuth(backend, request);
  const user = backend.directory.find(pool, name);
  const mayBeMade = client.preventUserExistenceErrors || pool.triggers.UserMigration !== undefined;
  if (user === undefined && !mayBeMade) throw userNotFound();
  await callPreAuthentication(backend, request, name, user);
  // AWS hands the metadata of this call to the functions that come before alone.
  const deviceKey = parameters.DEVICE_KEY;
  const { hosted } = request;
  const choice = { pool, client, name, user, deviceKey, clientMetadata: {}, hosted };
  const available = availableTo(backend, choice);
  if (wanted === 'WEB_AUTHN' && available.includes(wanted) && user !== undefined) {
    return askForPasskey(backend, choice, user);
  }
  if (isOtp(wanted) && available.includes(wanted)) return sendOtp(backend, choice, wanted);
  return {
    ChallengeName: 'SELECT_CHALLENGE',
    ChallengeParameters: {},
    AvailableChallenges: available,
    Session: openChoice(backend, choice, { name: 'SELECT_CHALLENGE' }),
  };
}

/**
 * Goes on with the factor that the user chose.
 *
 * @throws AwsError `NotAuthorizedException`, `InvalidParameterException`, or what the factor
 *   refuses with
 */
export async function answerSelectChallenge(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { choice } = resumeChoice(backend, answer, 'SELECT_CHALLENGE');
  const { pool, client, responses, clientMetadata } = answer;
  const wanted = requiredParameter(responses, 'ANSWER');
  if (!availableTo(backend, choice).includes(wanted)) throw notAvailable();
  if (wanted === 'PASSWORD') {
    const password = requiredParameter(responses, 'PASSWORD');
    const { name, deviceKey, hosted } = choice;
    // AWS hands the metadata of this call to other functions alone.
    await migrateUser(backend, { pool, client, clientMetadata: {} }, { name, password });
    const proof = { pool, client, clientMetadata, name, password, deviceKey, hosted };
    return continueWithPassword(backend, proof);
  }
  if (isOtp(wanted)) return sendOtp(backend, choice, wanted);
  if (wanted === 'WEB_AUTHN' && choice.user !== undefined) {
    return askForPasskey(backend, choice, choice.user);
  }
  const { name, user, deviceKey } = choice;
  return openSrpChallenge(backend, {
    pool,
    client,
    name,
    user,
    clientPublic: srpPublicOf(responses),
    deviceKey,
  });
}

/**
 * Goes on after a one-time password, which is good for its own sign-in; attempts count on the
 * brake of codes.
 *
 * @throws AwsError `CodeMismatchException`, `NotAuthorizedException`, or what keeps the user from
 *   signing in
 */
export async function answerOneTimePassword(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
  otp: OtpName,
): Promise<unknown> {
  const { choice, challenge, close } = resumeChoice(backend, answer, otp);
  const { pool, client, user, name, clientMetadata, hosted } = choice;
  const code = requiredParameter(answer.responses, `${otp}_CODE`);
  const attemptName = user?.username ?? normalizeName(pool, name);
  backend.mfaLockouts.begin(pool.id, attemptName);
  const isRight = isSameSecret(code, 'code' in challenge ? challenge.code : '');
  if (!isRight || user === undefined) {
    throw new AwsError('CodeMismatchException', 'Invalid code or auth state for the user.');
  }
  backend.mfaLockouts.succeed(pool.id, attemptName);
  close();
  assertMaySignIn(user, backend.clock.now());
  const source = 'TokenGeneration_Authentication';
  const device = toClaimedDevice(pool, choice.deviceKey);
  return afterFirstFactor(backend, { pool, client, user, device, clientMetadata, source, hosted });
}

async function sendOtp(backend: UserPoolBackend, choice: Choice, otp: OtpName): Promise<unknown> {
  const { pool, client, user, name, clientMetadata } = choice;
  const attribute = OTP_ATTRIBUTES[otp];
  const { code, details } =
    user === undefined
      ? {
          code: backend.random.digits(OTP_DIGITS),
          details: backend.codeSender.pretend(pool, name),
        }
      : await backend.codeSender.sendForSignIn({
          pool,
          user,
          address: { attribute, destination: user.attributes[attribute] ?? '' },
          clientId: client.id,
          clientMetadata,
          digits: OTP_DIGITS,
        });
  return {
    ChallengeName: otp,
    ChallengeParameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: details.DeliveryMedium,
      CODE_DELIVERY_DESTINATION: details.Destination,
    },
    Session: openChoice(backend, choice, { name: otp, code }),
  };
}

/** The session of a confirmed sign-up is a sign-in of its own, once. */
async function signInAfterSignUp(backend: UserPoolBackend, request: AuthRequest): Promise<unknown> {
  const { pool, client, parameters, session } = request;
  const answer = { pool, client, responses: parameters, clientMetadata: {}, session };
  const { choice, close } = resumeChoice(backend, answer, 'CONFIRMED_SIGN_UP');
  const { user, name } = choice;
  if (user === undefined) throw sessionExpired();
  close();
  await callPreAuthentication(backend, request, name, user);
  assertMaySignIn(user, backend.clock.now());
  const source = 'TokenGeneration_Authentication';
  const device = toClaimedDevice(pool, parameters.DEVICE_KEY);
  return afterFirstFactor(backend, { pool, client, user, device, clientMetadata: {}, source });
}

function availableTo(
  backend: UserPoolBackend,
  { pool, client, name, user, hosted }: Choice,
): readonly string[] {
  const own = user === undefined ? pretendFactors(pool, name) : firstFactors(backend, pool, user);
  const all = client.preventUserExistenceErrors ? discreetFactors(own) : own;
  return hosted ? all.filter((factor) => isForPage(backend, pool, factor)) : all;
}

/** A page of the hosted login sends a password as it is, and asks for passkeys of its own host. */
function isForPage(
  { registry }: UserPoolBackend,
  { id, passkeys }: UserPoolSettings,
  factor: string,
): boolean {
  if (factor === 'WEB_AUTHN') return isHostOf(passkeys, registry.loginUrl(id));
  return factor !== 'PASSWORD_SRP';
}

function isOtp(name: string | undefined): name is OtpName {
  return name === 'EMAIL_OTP' || name === 'SMS_OTP';
}

function notAvailable(): AwsError {
  return new AwsError('NotAuthorizedException', 'The selected challenge is not available.');
}

import { AwsError } from '../../support/aws-error';
import { FACTOR_ATTRIBUTES, factorsToSetUp, wantedFactors } from '../mfa/mfa-factors';
import type { MfaFactor } from '../pool/user-pool-settings';
import { authenticated, completeSignIn, HostedSignIn, type ProvedUser } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import type { ChallengeAnswer } from './auth-request';
import { resumeSignIn } from './auth-session';
import { challengeFor } from './challenge-for';
import { requiredParameter } from './required-parameter';

/**
 * Goes on after the first factor: asks the device that the sign-in names for its proof, asks for
 * the second factor where pool and user want one that is not proved yet, and the device does not
 * stand in for it, else
 * issues tokens.
 *
 * @throws AwsError `MFAMethodNotFoundException` for a user who cannot have the second factor that
 *   the pool requires, or what a trigger fails with
 */
export async function afterFirstFactor(
  backend: UserPoolBackend,
  proved: ProvedUser,
): Promise<unknown> {
  const { pool, user, device } = proved;
  if (device?.isProved === false) return challengeFor(backend, proved, { name: 'DEVICE_SRP_AUTH' });
  if (proved.isTwoFactors || standsIn(backend, proved)) return issueTokens(backend, proved);
  const [first, ...others] = wantedFactors(pool, user);
  if (first !== undefined) {
    return others.length === 0
      ? askForFactor(backend, proved, first)
      : askForChoice(backend, proved, [first, ...others]);
  }
  return pool.mfa.mode === 'ON' ? askForSetup(backend, proved) : issueTokens(backend, proved);
}

/** Whether a remembered device has proved itself in a pool that asks it in place of the factor. */
function standsIn({ devices }: UserPoolBackend, { pool, user, device }: ProvedUser): boolean {
  if (pool.devices?.skipSecondFactor !== true || device?.isProved !== true) return false;
  return devices.find(user, device.key)?.isRemembered === true;
}

/** Issues the tokens that end a sign-in; at the hosted login it ends before them. */
export async function issueTokens(backend: UserPoolBackend, proved: ProvedUser): Promise<unknown> {
  if (proved.hosted) return new HostedSignIn(await authenticated(backend, proved));
  return {
    AuthenticationResult: await completeSignIn(backend, proved),
    ChallengeParameters: {},
  };
}

/**
 * Goes on with the second factor that the user selected.
 *
 * @throws AwsError `MFAMethodNotFoundException` or `NotAuthorizedException`
 */
export async function answerSelectMfaType(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { proved, challenge, close } = resumeSignIn(backend, answer, 'SELECT_MFA_TYPE');
  const wanted = requiredParameter(answer.responses, 'ANSWER');
  const factor = challenge.factors.find((candidate) => candidate === wanted);
  if (factor === undefined) throw methodNotFound();
  close();
  return askForFactor(backend, proved, factor);
}

async function askForFactor(
  backend: UserPoolBackend,
  proved: ProvedUser,
  factor: MfaFactor,
): Promise<unknown> {
  if (factor === 'SOFTWARE_TOKEN_MFA') return challengeFor(backend, proved, { name: factor });
  return askForSentCode(backend, proved, { name: factor });
}

/** Which code is sent: to the user's own address, or to a new one that it sets up. */
interface SentCode {
  readonly name: 'SMS_MFA' | 'EMAIL_OTP';
  readonly newEmail?: string;
}

/**
 * Sends a code and asks for it.
 *
 * @throws AwsError `LimitExceededException`, or what a custom message trigger fails with
 */
export async function askForSentCode(
  backend: UserPoolBackend,
  proved: ProvedUser,
  { name, newEmail }: SentCode,
): Promise<unknown> {
  const attribute = FACTOR_ATTRIBUTES[name] ?? 'email';
  const destination = newEmail ?? proved.user.attributes[attribute] ?? '';
  const { code, details } = await backend.codeSender.sendForSignIn({
    pool: proved.pool,
    user: proved.user,
    address: { attribute, destination },
    clientId: proved.client.id,
    clientMetadata: proved.clientMetadata,
    digits: 6,
  });
  return challengeFor(
    backend,
    proved,
    { name, code, newEmail },
    {
      CODE_DELIVERY_DELIVERY_MEDIUM: details.DeliveryMedium,
      CODE_DELIVERY_DESTINATION: details.Destination,
    },
  );
}

async function askForChoice(
  backend: UserPoolBackend,
  proved: ProvedUser,
  factors: readonly MfaFactor[],
): Promise<unknown> {
  const parameters = { MFAS_CAN_CHOOSE: JSON.stringify(factors) };
  return challengeFor(backend, proved, { name: 'SELECT_MFA_TYPE', factors }, parameters);
}

async function askForSetup(backend: UserPoolBackend, proved: ProvedUser): Promise<unknown> {
  const factors = factorsToSetUp(proved.pool, proved.client);
  if (factors.length === 0) throw methodNotFound();
  const parameters = { MFAS_CAN_SETUP: JSON.stringify(factors) };
  return challengeFor(backend, proved, { name: 'MFA_SETUP' }, parameters);
}

/** The answer to a user who does not have a factor. */
export function methodNotFound(): AwsError {
  return new AwsError('MFAMethodNotFoundException', 'No MFA mechanism registered in the account.');
}

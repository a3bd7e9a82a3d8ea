import { invalidParameter } from '../../aws-endpoint/operation-input';
import { assertKnownDevice } from '../devices/known-device';
import type { UserPoolBackend } from '../user-pool-backend';
import type { ChallengeAnswer } from './auth-request';
import { answerCustomChallenge } from './custom-auth';
import { answerDevicePasswordVerifier, answerDeviceSrp } from './device-proof';
import { answerMfaSetup } from './mfa-setup';
import { answerNewPasswordRequired } from './new-password-required';
import { answerPasskey } from './passkey-proof';
import { answerPasswordVerifier } from './password-verifier';
import { answerSelectMfaType } from './second-factor';
import { answerSentCode, answerSoftwareToken } from './second-factor-code';
import { answerOneTimePassword, answerSelectChallenge } from './user-auth';

type Answer = (backend: UserPoolBackend, answer: ChallengeAnswer) => Promise<unknown>;

const ANSWERS: Readonly<Record<string, Answer>> = {
  PASSWORD_VERIFIER: answerPasswordVerifier,
  NEW_PASSWORD_REQUIRED: answerNewPasswordRequired,
  SOFTWARE_TOKEN_MFA: answerSoftwareToken,
  SMS_MFA: (backend, answer) => answerSentCode(backend, answer, 'SMS_MFA'),
  SMS_OTP: (backend, answer) => answerOneTimePassword(backend, answer, 'SMS_OTP'),
  EMAIL_OTP: answerEmailCode,
  WEB_AUTHN: answerPasskey,
  SELECT_CHALLENGE: answerSelectChallenge,
  CUSTOM_CHALLENGE: answerCustomChallenge,
  DEVICE_SRP_AUTH: answerDeviceSrp,
  DEVICE_PASSWORD_VERIFIER: answerDevicePasswordVerifier,
  SELECT_MFA_TYPE: answerSelectMfaType,
  MFA_SETUP: answerMfaSetup,
};

/** One name for two challenges: the session tells the first factor from the second. */
function answerEmailCode(backend: UserPoolBackend, answer: ChallengeAnswer): Promise<unknown> {
  return backend.choices.get(answer.session ?? '') === undefined
    ? answerSentCode(backend, answer, 'EMAIL_OTP')
    : answerOneTimePassword(backend, answer, 'EMAIL_OTP');
}

/**
 * Goes on with a sign-in by the answer to a challenge.
 *
 * @throws AwsError `InvalidParameterException`, or what the challenge refuses with
 */
export function answerChallenge(
  backend: UserPoolBackend,
  name: string,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const found = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
  if (found === undefined) {
    throw invalidParameter(`${name} is not supported by this local runtime.`);
  }
  assertKnownDevice(backend, answer.pool, answer.responses);
  return found(backend, answer);
}

import { invalidParameter } from '../input';
import type { UserPoolBackend } from '../user-pool-backend';
import type { ChallengeAnswer } from './auth-request';
import { answerCustomChallenge } from './custom-auth';
import { answerMfaSetup } from './mfa-setup';
import { answerNewPasswordRequired } from './new-password-required';
import { answerPasswordVerifier } from './password-verifier';
import { answerSelectMfaType } from './second-factor';
import { answerSentCode, answerSoftwareToken } from './second-factor-code';

type Answer = (backend: UserPoolBackend, answer: ChallengeAnswer) => Promise<unknown>;

const ANSWERS: Readonly<Record<string, Answer>> = {
  PASSWORD_VERIFIER: answerPasswordVerifier,
  NEW_PASSWORD_REQUIRED: answerNewPasswordRequired,
  SOFTWARE_TOKEN_MFA: answerSoftwareToken,
  SMS_MFA: (backend, answer) => answerSentCode(backend, answer, 'SMS_MFA'),
  EMAIL_OTP: (backend, answer) => answerSentCode(backend, answer, 'EMAIL_OTP'),
  CUSTOM_CHALLENGE: answerCustomChallenge,
  SELECT_MFA_TYPE: answerSelectMfaType,
  MFA_SETUP: answerMfaSetup,
};

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
  return found(backend, answer);
}

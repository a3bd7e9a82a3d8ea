import { AwsError } from '../../support/aws-error';
import { isSameSecret } from '../../support/same-secret';
import { redeemTotp } from '../mfa/software-token';
import type { UserPoolBackend } from '../user-pool-backend';
import type { ChallengeAnswer } from './auth-request';
import { resumeSignIn } from './auth-session';
import { setUpEmail } from './mfa-setup';
import { requiredParameter } from './required-parameter';
import { issueTokens } from './second-factor';

/**
 * Ends a sign-in by the code of an authenticator app.
 *
 * @throws AwsError `CodeMismatchException`, `ExpiredCodeException`, `NotAuthorizedException` or
 *   `SoftwareTokenMFANotFoundException`
 */
export async function answerSoftwareToken(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { proved, close } = resumeSignIn(backend, answer, 'SOFTWARE_TOKEN_MFA');
  const code = requiredParameter(answer.responses, 'SOFTWARE_TOKEN_MFA_CODE');
  const user = redeemTotp(backend, proved, code);
  close();
  return issueTokens(backend, { ...proved, user });
}

/**
 * Ends a sign-in by a code that was sent, and keeps the address that it sets up.
 *
 * @throws AwsError `CodeMismatchException`, `NotAuthorizedException` or `AliasExistsException`
 */
export async function answerSentCode(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
  name: 'SMS_MFA' | 'EMAIL_OTP',
): Promise<unknown> {
  const { proved, challenge, close } = resumeSignIn(backend, answer, name);
  const { pool, user } = proved;
  const code = requiredParameter(answer.responses, `${name}_CODE`);
  backend.mfaLockouts.begin(pool.id, user.username);
  if (!isSameSecret(code, challenge.code)) {
    throw new AwsError('CodeMismatchException', 'Invalid code or auth state for the user.');
  }
  backend.mfaLockouts.succeed(pool.id, user.username);
  const { newEmail } = challenge;
  const current = newEmail === undefined ? user : setUpEmail(backend, proved, newEmail);
  close();
  return issueTokens(backend, { ...proved, user: current });
}

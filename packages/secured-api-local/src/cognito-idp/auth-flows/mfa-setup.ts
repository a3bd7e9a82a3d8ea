import { withEnabledFactor } from '../mfa/mfa-factors';
import { sessionExpired } from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import type { ChallengeAnswer } from './auth-request';
import { resumeSignIn } from './auth-session';
import { issueTokens } from './second-factor';

/**
 * Ends a sign-in by the authenticator app that was set up and verified in it.
 *
 * @throws AwsError `NotAuthorizedException`
 */
export async function answerMfaSetup(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { proved, challenge, close } = resumeSignIn(backend, answer, 'MFA_SETUP');
  const { secret, verifiedStep } = challenge;
  if (secret === undefined || verifiedStep === undefined) throw sessionExpired();
  const enabled = withEnabledFactor(proved.user, 'SOFTWARE_TOKEN_MFA');
  const mfa = { enabled: [], ...enabled.mfa, totp: { secret, usedStep: verifiedStep } };
  const user = { ...enabled, mfa, modifiedAt: backend.clock.now() };
  close();
  backend.directory.save(proved.pool, user);
  return issueTokens(backend, { ...proved, user });
}

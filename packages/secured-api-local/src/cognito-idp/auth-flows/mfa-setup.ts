import { withChangedAttributes } from '../account/attribute-changes';
import { withProvedAddress } from '../codes/proved-address';
import { factorsToSetUp, wantedFactors, withEnabledFactor } from '../mfa/mfa-factors';
import { sessionExpired } from '../pool/user-errors';
import type { ProvedUser } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import type { ChallengeAnswer } from './auth-request';
import { resumeSignIn } from './auth-session';
import { requiredParameter } from './required-parameter';
import { askForSentCode, issueTokens, methodNotFound } from './second-factor';

/**
 * Goes on with the factor that is set up: sends a code to the address that is given, or ends the
 * sign-in by the authenticator app that was set up and verified in it.
 *
 * @throws AwsError `NotAuthorizedException`, `MFAMethodNotFoundException`, or what refuses the
 *   address
 */
export async function answerMfaSetup(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { proved, challenge, close } = resumeSignIn(backend, answer, 'MFA_SETUP');
  assertNothingIsSetUp(proved);
  if (answer.responses.EMAIL !== undefined) {
    const newEmail = requiredParameter(answer.responses, 'EMAIL');
    // Before a code is sent: what is no address, or somebody else's name, gets none.
    withEmail(backend, proved, newEmail);
    close();
    return askForSentCode(backend, proved, { name: 'EMAIL_OTP', newEmail });
  }
  const { secret, verifiedStep } = challenge;
  if (secret === undefined || verifiedStep === undefined) throw sessionExpired();
  const enabled = withEnabledFactor(proved.user, 'SOFTWARE_TOKEN_MFA');
  const mfa = { enabled: [], ...enabled.mfa, totp: { secret, usedStep: verifiedStep } };
  const user = { ...enabled, mfa, modifiedAt: backend.clock.now() };
  close();
  backend.directory.save(proved.pool, user);
  return issueTokens(backend, { ...proved, user });
}

/**
 * Keeps the address that a sign-in's code has proved, as the user's own and as their factor.
 *
 * @throws AwsError `NotAuthorizedException`, or `AliasExistsException` for somebody else's name
 */
export function setUpEmail(backend: UserPoolBackend, proved: ProvedUser, email: string): User {
  assertNothingIsSetUp(proved);
  const enabled = withEnabledFactor(withEmail(backend, proved, email), 'EMAIL_OTP');
  const user = { ...enabled, modifiedAt: backend.clock.now() };
  backend.directory.save(proved.pool, user);
  return user;
}

/** A sign-in that began before a factor was set up elsewhere is no way around that one. */
function assertNothingIsSetUp({ pool, user }: ProvedUser): void {
  if (wantedFactors(pool, user).length > 0) throw sessionExpired();
}

/** The user with an address of their own choice as proved, unless it is somebody else's name. */
function withEmail({ directory }: UserPoolBackend, proved: ProvedUser, email: string): User {
  const { pool, client } = proved;
  if (!factorsToSetUp(pool, client).includes('EMAIL_OTP')) throw methodNotFound();
  const changed = withChangedAttributes(directory, proved, { email });
  return withProvedAddress(directory, pool, changed, { attribute: 'email', destination: email });
}

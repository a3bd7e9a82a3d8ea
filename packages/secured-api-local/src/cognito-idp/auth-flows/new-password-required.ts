import { withChangedAttributes } from '../account/attribute-changes';
import { replacedPassword } from '../account/replaced-password';
import { assertPassword } from '../pool/password-policy';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { ProvedUser } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import { attributesOf, type User } from '../users/user';
import type { ChallengeAnswer } from './auth-request';
import { openAuthSession, resumeSignIn } from './auth-session';
import { requiredParameter } from './required-parameter';
import { afterFirstFactor } from './second-factor';

const ATTRIBUTE_PREFIX = 'userAttributes.';

/**
 * Replaces a temporary password and goes on with the sign-in.
 *
 * @throws AwsError `NotAuthorizedException`, `InvalidPasswordException`,
 *   `InvalidParameterException`, or what a trigger fails with
 */
export async function answerNewPasswordRequired(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  return afterFirstFactor(backend, replacePassword(backend, answer));
}

/** Runs without a pause, so that a session is good for one password. */
function replacePassword(backend: UserPoolBackend, answer: ChallengeAnswer): ProvedUser {
  const { directory, random, clock } = backend;
  const { proved, close } = resumeSignIn(backend, answer, 'NEW_PASSWORD_REQUIRED');
  const { pool } = proved;
  const password = requiredParameter(answer.responses, 'NEW_PASSWORD');
  const proposed = withChangedAttributes(directory, proved, givenAttributes(answer.responses));
  assertPassword(password, pool.passwordPolicy);
  close();
  const user: User = {
    ...proposed,
    status: 'CONFIRMED',
    ...replacedPassword(random, pool, proposed, password),
    modifiedAt: clock.now(),
  };
  directory.save(pool, user);
  return { ...proved, user };
}

function givenAttributes(
  responses: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const given = Object.entries(responses).filter(([name]) => name.startsWith(ATTRIBUTE_PREFIX));
  return Object.fromEntries(
    given.map(([name, value]) => [name.slice(ATTRIBUTE_PREFIX.length), value]),
  );
}

/** Asks for a new password in the place of a temporary one. */
export function askForNewPassword(
  backend: UserPoolBackend,
  proved: Omit<ProvedUser, 'source'>,
): unknown {
  const { pool, user } = proved;
  const source = 'TokenGeneration_NewPasswordChallenge';
  const session = openAuthSession(
    backend,
    { ...proved, source },
    { name: 'NEW_PASSWORD_REQUIRED' },
  );
  const { sub: _, ...userAttributes } = attributesOf(user);
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missingAttributes(pool, user)),
      userAttributes: JSON.stringify(userAttributes),
    },
    Session: session,
  };
}

function missingAttributes(pool: UserPoolSettings, { attributes }: User): readonly string[] {
  return pool.schema
    .filter(({ name, required }) => required && name !== 'sub' && !attributes[name])
    .map(({ name }) => `userAttributes.${name}`);
}

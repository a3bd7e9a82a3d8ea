import { withChangedAttributes } from '../attribute-changes';
import { assertSecretHash } from '../calling-client';
import { buildPassword } from '../new-user';
import { assertPassword } from '../password-policy';
import { assertMaySignIn, completeSignIn, type ProvedUser } from '../sign-in';
import { attributesOf, type User } from '../user';
import { sessionExpired } from '../user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import type { UserPoolSettings } from '../user-pool-settings';
import type { ChallengeAnswer } from './auth-request';
import { requiredParameter } from './required-parameter';

const ATTRIBUTE_PREFIX = 'userAttributes.';

/**
 * Replaces a temporary password and signs the user in.
 *
 * @throws AwsError `NotAuthorizedException`, `InvalidPasswordException`,
 *   `InvalidParameterException`, or what a trigger fails with
 */
export async function answerNewPasswordRequired(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { pool, client, clientMetadata } = answer;
  const user = replacePassword(backend, answer);
  const source = 'TokenGeneration_NewPasswordChallenge';
  const result = await completeSignIn(backend, { pool, client, user, clientMetadata, source });
  return { AuthenticationResult: result, ChallengeParameters: {} };
}

function replacePassword(
  backend: UserPoolBackend,
  { pool, client, responses, session = '' }: ChallengeAnswer,
): User {
  const { directory, newPasswordChallenges, random, clock } = backend;
  const username = requiredParameter(responses, 'USERNAME');
  assertSecretHash(client, username, responses.SECRET_HASH);
  const password = requiredParameter(responses, 'NEW_PASSWORD');
  const challenge = newPasswordChallenges.get(session);
  if (challenge === undefined || challenge.clientId !== client.id) throw sessionExpired();
  const user = directory.find(pool, username);
  if (user?.sub !== challenge.sub) throw sessionExpired();
  if (user.password.verifier !== challenge.verifier) throw sessionExpired();
  assertMaySignIn(user, clock.now());

  const proposed = withChangedAttributes(
    directory,
    { pool, client, user },
    givenAttributes(responses),
  );
  assertPassword(password, pool.passwordPolicy);
  newPasswordChallenges.take(session);
  const changed: User = {
    ...proposed,
    status: 'CONFIRMED',
    password: buildPassword(random, pool, user.username, password),
    modifiedAt: clock.now(),
  };
  directory.save(pool, changed);
  return changed;
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
  { random, newPasswordChallenges }: UserPoolBackend,
  { pool, client, user }: Pick<ProvedUser, 'pool' | 'client' | 'user'>,
): unknown {
  const session = random.bytes(96).toString('base64url');
  const { username, sub, password } = user;
  newPasswordChallenges.set(
    session,
    { poolId: pool.id, clientId: client.id, username, sub, verifier: password.verifier },
    client.authSessionMs,
  );
  const { sub: _, ...userAttributes } = attributesOf(user);
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    ChallengeParameters: {
      USER_ID_FOR_SRP: username,
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

import type { Operation } from '../../aws-endpoint/operation';
import {
  attributeList,
  flag,
  type Input,
  invalidParameter,
  optionalText,
  requiredText,
  textMap,
} from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import { invite, NO_CLIENT } from '../account/invitation';
import { assertNameIsFree, buildPassword, buildUser, type UserDraft } from '../account/new-user';
import { withVouchedAddresses } from '../account/vouched-addresses';
import { adminOperation } from '../admin-operation';
import { canDoWithoutPassword, needsNoPassword } from '../auth-flows/otp-factors';
import { assertPassword } from '../pool/password-policy';
import { temporaryPassword } from '../pool/temporary-password';
import { userNotFound } from '../pool/user-errors';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { assertAttributes, assertRequired } from '../users/user-attributes';
import { describeUser } from '../users/user-description';

const DAY_MS = 86_400_000;

/**
 * `AdminCreateUser`: makes a user with a temporary password, and sends it unless suppressed. Where
 * codes sign in, a user whose password is left out has none.
 *
 * @param complete - what `AdministratorDraft` has it for
 */
export function adminCreateUser(
  backend: UserPoolBackend,
  complete?: AdministratorDraft['complete'],
): Operation {
  return adminOperation(backend, 'AdminCreateUser', async (pool, input) => {
    const action = optionalText(input, 'MessageAction');
    // Blank counts as left out.
    const given = optionalText(input, 'TemporaryPassword') || undefined;
    const password =
      given ??
      (action !== 'RESEND' && needsNoPassword(pool)
        ? undefined
        : temporaryPassword(backend.random, pool));
    const user =
      action === 'RESEND' && password !== undefined
        ? renew(backend, pool, input, password)
        : await createByAdministrator(backend, pool, input, { password, complete });
    await backend.store.durable();
    if (action !== 'SUPPRESS' && password !== undefined)
      await invite(backend, pool, input, user, password);
    return { User: describeUser(user) };
  });
}

/** What an administrator's new user is made with. */
export interface AdministratorDraft {
  /** Left out for a user who signs in by codes alone. */
  readonly password: string | undefined;
  /** Gives the user as they are kept. Default: with a temporary password. */
  readonly complete?: (user: User) => User;
}

/**
 * Makes a user as `AdminCreateUser` does, in one write.
 *
 * @throws AwsError what AWS refuses the user with
 */
export async function createByAdministrator(
  backend: UserPoolBackend,
  pool: UserPoolSettings,
  input: Input,
  { password, complete = (user) => user }: AdministratorDraft,
): Promise<User> {
  const name = requiredText(input, 'Username');
  const draft = buildUser(backend, pool, {
    name,
    attributes: attributeList(input, 'UserAttributes'),
    ...temporary(backend, pool, password),
  });
  assertAttributes(draft.attributes, pool);
  if (password === undefined && !canDoWithoutPassword(pool, draft)) {
    throw invalidParameter('A user without a password needs an address that codes can go to.');
  }
  assertRequired(draft.attributes, pool);
  assertNameIsFree(backend, pool, name);
  await backend.triggers.call(pool, 'PreSignUp', {
    source: 'PreSignUp_AdminCreateUser',
    userName: draft.username,
    clientId: NO_CLIENT,
    request: {
      userAttributes: draft.attributes,
      validationData: attributeList(input, 'ValidationData'),
      clientMetadata: textMap(input, 'ClientMetadata'),
    },
  });
  assertNameIsFree(backend, pool, name);
  // An administrator vouches for an address by writing it as verified.
  const force = flag(input, 'ForceAliasCreation');
  const user = complete(withVouchedAddresses(backend.directory, pool, draft, force));
  backend.directory.save(pool, user);
  return user;
}

/** What a new user is made with: who has no password has none to change, either. */
function temporary(
  backend: UserPoolBackend,
  pool: UserPoolSettings,
  password: string | undefined,
): Pick<UserDraft, 'password' | 'passwordExpiresAt' | 'status'> {
  if (password === undefined) return { status: 'CONFIRMED' };
  assertPassword(password, pool.passwordPolicy, 'password policy');
  const passwordExpiresAt = expiryOf(backend, pool);
  return { status: 'FORCE_CHANGE_PASSWORD', password, passwordExpiresAt };
}

function renew(
  { directory, random, clock }: UserPoolBackend,
  pool: UserPoolSettings,
  input: Input,
  password: string,
): User {
  assertPassword(password, pool.passwordPolicy, 'password policy');
  const user = directory.find(pool, requiredText(input, 'Username'));
  if (user === undefined) throw userNotFound();
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    throw new AwsError(
      'UnsupportedUserStateException',
      `Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`,
    );
  }
  const renewed: User = {
    ...user,
    password: {
      ...buildPassword(random, pool, user.username, password),
      expiresAt: expiryOf({ clock }, pool),
    },
    modifiedAt: clock.now(),
  };
  directory.save(pool, renewed);
  return renewed;
}

function expiryOf(
  { clock }: Pick<UserPoolBackend, 'clock'>,
  { passwordPolicy }: UserPoolSettings,
): number {
  return clock.now() + passwordPolicy.temporaryPasswordValidityDays * DAY_MS;
}

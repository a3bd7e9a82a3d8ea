import type { Operation } from '../../aws-endpoint/operation';
import {
  attributeList,
  flag,
  type Input,
  optionalText,
  requiredText,
  textList,
  textMap,
} from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import { assertNameIsFree, buildPassword, buildUser } from '../account/new-user';
import { withVouchedAddresses } from '../account/vouched-addresses';
import { adminOperation } from '../admin-operation';
import { assertPassword } from '../pool/password-policy';
import { temporaryPassword } from '../pool/temporary-password';
import { userNotFound } from '../pool/user-errors';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { attributesOf, type User } from '../users/user';
import { assertAttributes, assertRequired } from '../users/user-attributes';
import { describeUser } from '../users/user-description';

const DAY_MS = 86_400_000;

/** `AdminCreateUser`: makes a user with a temporary password, and sends it unless suppressed. */
export function adminCreateUser(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminCreateUser', async (pool, input) => {
    const password =
      optionalText(input, 'TemporaryPassword') ?? temporaryPassword(backend.random, pool);
    const user =
      optionalText(input, 'MessageAction') === 'RESEND'
        ? renew(backend, pool, input, password)
        : await createByAdministrator(backend, pool, input, { password });
    await backend.store.durable();
    if (optionalText(input, 'MessageAction') !== 'SUPPRESS')
      invite(backend, pool, input, user, password);
    return { User: describeUser(user) };
  });
}

/** What an administrator's new user is made with. */
export interface AdministratorDraft {
  readonly password: string;
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
  assertPassword(password, pool.passwordPolicy, 'password policy');
  const name = requiredText(input, 'Username');
  const draft = buildUser(backend, pool, {
    name,
    attributes: attributeList(input, 'UserAttributes'),
    password,
    status: 'FORCE_CHANGE_PASSWORD',
    passwordExpiresAt: expiryOf(backend, pool),
  });
  assertAttributes(draft.attributes, pool);
  assertRequired(draft.attributes, pool);
  assertNameIsFree(backend, pool, name);
  await backend.triggers.call(pool, 'PreSignUp', {
    source: 'PreSignUp_AdminCreateUser',
    userName: draft.username,
    clientId: 'CLIENT_ID_NOT_APPLICABLE',
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

function invite(
  { delivery }: UserPoolBackend,
  { messages }: UserPoolSettings,
  input: Input,
  user: User,
  password: string,
): void {
  const wanted = textList(input, 'DesiredDeliveryMediums');
  const mediums = wanted.length > 0 ? wanted : ['SMS'];
  const { email, phone_number: phone } = attributesOf(user);
  const fill = (text: string): string =>
    text.replaceAll('{username}', email ?? user.username).replaceAll('{####}', password);
  const message = { kind: 'AdminCreateUser', code: password };
  if (mediums.includes('EMAIL') && email) {
    delivery.send({
      ...message,
      to: email,
      channel: 'EMAIL',
      text: fill(messages.invitationEmail),
    });
  }
  if (mediums.includes('SMS') && phone) {
    delivery.send({ ...message, to: phone, channel: 'SMS', text: fill(messages.invitationSms) });
  }
}

import { AwsError } from '../../support/aws-error';
import { assertNameIsFree, buildUser } from '../account/new-user';
import { withVouchedAddresses } from '../account/vouched-addresses';
import { withEnabledFactor } from '../mfa/mfa-factors';
import type { TriggerResponse } from '../pool/triggers';
import { incorrectPassword } from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import { assertAttributes } from '../users/user-attributes';
import { normalizeName } from '../users/user-directory';
import type { AuthRequest } from './auth-request';

/** Who signs in, at which client; the metadata is for the function. */
type Migration = Pick<AuthRequest, 'pool' | 'client' | 'clientMetadata'>;

/** A name that may be nobody's, and the password that came with it. */
export interface UnknownUser {
  readonly name: string;
  readonly password: string;
}

/**
 * Makes the user whom the migration trigger vouches for, if the pool has one and nobody has the
 * name; attempts count on the brake of passwords.
 *
 * @throws AwsError `NotAuthorizedException` where the trigger knows no such user, or
 *   `UserNotFoundException` where the client tells
 */
export async function migrateUser(
  backend: UserPoolBackend,
  migration: Migration,
  { name, password }: UnknownUser,
): Promise<void> {
  const { pool, client } = migration;
  const { directory, lockouts } = backend;
  if (pool.triggers.UserMigration === undefined) return;
  if (directory.find(pool, name) !== undefined) return;
  const attemptName = normalizeName(pool, name);
  lockouts.begin(pool.id, attemptName);
  const isMade = await makeUser(backend, migration, { name, password });
  if (!isMade) {
    if (client.preventUserExistenceErrors)
      throw incorrectPassword('nobody has this name, and UserMigration does not know it');
    throw new AwsError(
      'UserNotFoundException',
      `Exception migrating user in app client ${client.id}`,
    );
  }
  lockouts.succeed(pool.id, attemptName);
}

/**
 * The same for somebody who has forgotten their password: the user is made without one, or nobody
 * is where the trigger does not know them.
 *
 * @throws AwsError what keeps the trigger from running
 */
export async function migrateForgetfulUser(
  backend: UserPoolBackend,
  migration: Migration,
  name: string,
): Promise<void> {
  if (migration.pool.triggers.UserMigration === undefined) return;
  if (backend.directory.find(migration.pool, name) !== undefined) return;
  await makeUser(backend, migration, { name });
}

/** Asks the trigger for a user and makes them; whether it knows one. */
async function makeUser(
  backend: UserPoolBackend,
  { pool, client, clientMetadata }: Migration,
  { name, password }: Omit<UnknownUser, 'password'> & Partial<UnknownUser>,
): Promise<boolean> {
  const { triggers, directory } = backend;
  const source = password === undefined ? 'ForgotPassword' : 'Authentication';
  const response = await triggers
    .call(pool, 'UserMigration', {
      source: `UserMigration_${source}`,
      userName: name,
      clientId: client.id,
      request: {
        ...(password !== undefined && { password, validationData: clientMetadata }),
        clientMetadata,
      },
      response: EMPTY_RESPONSE,
    })
    .catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      return undefined;
    });
  const attributes = attributesIn(response);
  if (attributes === undefined) return false;
  const { username = name, ...others } = attributes;
  assertNameIsFree(backend, pool, username);
  const status = response?.finalUserStatus === 'CONFIRMED' ? 'CONFIRMED' : 'RESET_REQUIRED';
  const built = buildUser(backend, pool, { name: username, attributes: others, password, status });
  const draft = response?.enableSMSMFA === true ? withEnabledFactor(built, 'SMS_MFA') : built;
  assertAttributes(draft.attributes, pool);
  const force = response?.forceAliasCreation === true;
  directory.save(pool, withVouchedAddresses(directory, pool, draft, force));
  return true;
}

/** Whether the function itself said no, and not what keeps it from running. */
function isRefusal(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'UserLambdaValidationException';
}

const EMPTY_RESPONSE = {
  userAttributes: null,
  forceAliasCreation: null,
  enableSMSMFA: null,
  finalUserStatus: null,
  messageAction: null,
  desiredDeliveryMediums: null,
};

function attributesIn(
  response: TriggerResponse | undefined,
): Readonly<Record<string, string>> | undefined {
  const given = response?.userAttributes;
  if (typeof given !== 'object' || given === null) return undefined;
  const entries = Object.entries(given).map(([name, value]) => [name, String(value)]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

import { aliasExists } from '../pool/user-errors';
import type { UserPoolSettings, VerifiableAttribute } from '../pool/user-pool-settings';
import type { SignedInUser } from '../tokens/token-verifier';
import type { User } from '../users/user';
import {
  type Attributes,
  assertAttributes,
  assertMutable,
  assertRequired,
  assertWritable,
} from '../users/user-attributes';
import type { UserDirectory } from '../users/user-directory';

const ADDRESSES = ['email', 'phone_number'] as const;

/**
 * A user's attributes after the user's own changes. An address that is new is not proved, and an
 * empty text deletes.
 *
 * @throws AwsError `NotAuthorizedException`, `InvalidParameterException` or `AliasExistsException`
 */
export function withChangedAttributes(
  directory: UserDirectory,
  { pool, client, user }: Pick<SignedInUser, 'pool' | 'client' | 'user'>,
  changes: Attributes,
): User {
  assertWritable(changes, client);
  return withAttributes(directory, pool, user, changes);
}

/**
 * The same for changes that no client's list of writable attributes limits.
 *
 * @throws AwsError `InvalidParameterException` or `AliasExistsException`
 */
export function withAttributes(
  directory: UserDirectory,
  pool: UserPoolSettings,
  user: User,
  changes: Attributes,
): User {
  assertAttributes(changes, pool);
  assertMutable(changes, user.attributes, pool);
  assertNamesAreFree(directory, pool, user, changes);
  const unproved = changedAddresses(user, changes).map(
    (attribute) => [`${attribute}_verified`, 'false'] as const,
  );
  const attributes = { ...user.attributes, ...changes, ...Object.fromEntries(unproved) };
  const isGone = (name: string): boolean => changes[name.replace(/_verified$/, '')] === '';
  const kept = Object.entries(attributes).filter(([name]) => !isGone(name));
  const changed = { ...user, attributes: Object.fromEntries(kept) };
  assertRequired(changed.attributes, pool);
  return changed;
}

/** The addresses that are new, and would have to be proved. */
export function changedAddresses(user: User, changes: Attributes): readonly VerifiableAttribute[] {
  return ADDRESSES.filter(
    (attribute) => changes[attribute] && changes[attribute] !== user.attributes[attribute],
  );
}

/** An address that is an alias counts once it is proved, so that one is checked then. */
function assertNamesAreFree(
  directory: UserDirectory,
  pool: UserPoolSettings,
  user: User,
  changes: Attributes,
): void {
  const preferred = pool.aliasAttributes.filter((name) => name === 'preferred_username');
  for (const name of [...pool.usernameAttributes, ...preferred]) {
    const value = changes[name];
    const owner = value ? directory.find(pool, value) : undefined;
    if (owner !== undefined && owner.username !== user.username) throw aliasExists(name);
  }
}

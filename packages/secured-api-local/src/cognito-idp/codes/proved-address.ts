import { aliasExists } from '../pool/user-errors';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import type { UserDirectory } from '../users/user-directory';
import type { ProvedAddress } from './verification-codes';

/** An address that a user has proved, and whether it may be taken from somebody else. */
export interface ProvedAlias extends ProvedAddress {
  readonly force?: boolean;
}

/**
 * The user with a proved address as verified. A code that went to an earlier address proves
 * nothing of the present one.
 *
 * @throws AwsError `AliasExistsException` if the address is somebody else's name
 */
export function withProvedAddress(
  directory: UserDirectory,
  pool: UserPoolSettings,
  user: User,
  { attribute, destination, force = false }: ProvedAlias,
): User {
  if (user.attributes[attribute] !== destination) return user;
  const isName = [...pool.aliasAttributes, ...pool.usernameAttributes].includes(attribute);
  const owner = isName ? directory.find(pool, destination) : undefined;
  if (owner !== undefined && owner.username !== user.username) {
    if (!force || owner.signUpAttribute === attribute) throw aliasExists(attribute);
    directory.save(pool, withVerified(owner, attribute, false));
  }
  return withVerified(user, attribute, true);
}

function withVerified(user: User, attribute: string, verified: boolean): User {
  return {
    ...user,
    attributes: { ...user.attributes, [`${attribute}_verified`]: String(verified) },
  };
}

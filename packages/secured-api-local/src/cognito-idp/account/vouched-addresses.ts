import { withProvedAddress } from '../codes/proved-address';
import { aliasExists } from '../pool/user-errors';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import type { UserDirectory } from '../users/user-directory';

/**
 * A new user whose addresses that were written as verified are theirs: with `force` they leave an
 * earlier owner, whom nothing takes a preferred name from.
 *
 * @throws AwsError `AliasExistsException`
 */
export function withVouchedAddresses(
  directory: UserDirectory,
  pool: UserPoolSettings,
  draft: User,
  force: boolean,
): User {
  assertPreferredNameIsFree(directory, pool, draft);
  let user = draft;
  for (const attribute of ['email', 'phone_number'] as const) {
    const destination = draft.attributes[attribute];
    const isVouched = draft.attributes[`${attribute}_verified`] === 'true';
    if (destination === undefined || !isVouched) continue;
    user = withProvedAddress(directory, pool, user, { attribute, destination, force });
  }
  return user;
}

function assertPreferredNameIsFree(
  directory: UserDirectory,
  pool: UserPoolSettings,
  { attributes }: User,
): void {
  const attribute = 'preferred_username';
  const name = attributes[attribute];
  if (!name || !pool.aliasAttributes.includes(attribute)) return;
  if (directory.find(pool, name) !== undefined) throw aliasExists(attribute);
}

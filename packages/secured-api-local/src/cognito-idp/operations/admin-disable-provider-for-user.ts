import type { Operation } from '../../aws-endpoint/operation';
import { invalidParameter } from '../../aws-endpoint/operation-input';
import { buildPassword } from '../account/new-user';
import { namedProviderUser } from '../account/provider-user';
import { adminOperation } from '../admin-operation';
import { userNotFound } from '../pool/user-errors';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { findLinkedUser, type ProviderUser, SUBJECT, withoutLink } from '../users/linked-user';

/** `AdminDisableProviderForUser`: ends a link, or a user's own password. */
export function adminDisableProviderForUser(backend: UserPoolBackend): Operation {
  const { directory, clock } = backend;
  return adminOperation(backend, 'AdminDisableProviderForUser', (pool, input) => {
    const named = namedProviderUser(backend, pool, input, 'User');
    if (named.provider === undefined) return disablePassword(backend, pool, named);
    const linked = findLinkedUser(directory, pool, named);
    if (linked === undefined) throw invalidParameter('User is not linked to another user.');
    const { user, link } = linked;
    directory.save(pool, { ...withoutLink(user, link), modifiedAt: clock.now() });
    return {};
  });
}

/** Nobody knows the password that takes the place of the user's. */
function disablePassword(
  { directory, random, clock }: UserPoolBackend,
  pool: UserPoolSettings,
  { attributeName, value }: ProviderUser,
): object {
  if (attributeName !== SUBJECT) throw invalidParameter(`ProviderAttributeName is not ${SUBJECT}`);
  const user = directory.get(pool.id, value);
  if (user === undefined || user.identity !== undefined) throw userNotFound();
  const unknown = random.bytes(32).toString('base64url');
  directory.save(pool, {
    ...user,
    status: 'EXTERNAL_PROVIDER',
    password: buildPassword(random, pool, user.username, unknown),
    modifiedAt: clock.now(),
  });
  return {};
}

import type { Operation } from '../../aws-endpoint/operation';
import { removeUser } from '../account/remove-user';
import { adminOperation, requireUser } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminDeleteUser`: deletes a user. */
export function adminDeleteUser(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminDeleteUser', (pool, input) => {
    removeUser(backend, pool, requireUser(backend, pool, input));
    return {};
  });
}

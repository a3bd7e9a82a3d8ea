import type { Operation } from '../../aws-endpoint/operation';
import { requireGroup } from '../account/require-group';
import { adminOperation, requireUser } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminRemoveUserFromGroup`: takes a user out of a group. */
export function adminRemoveUserFromGroup(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminRemoveUserFromGroup', (pool, input) => {
    const user = requireUser(backend, pool, input);
    const group = requireGroup(backend, pool, input);
    const groups = user.groups.filter((name) => name !== group.name);
    backend.directory.save(pool, { ...user, groups, modifiedAt: backend.clock.now() });
    return {};
  });
}

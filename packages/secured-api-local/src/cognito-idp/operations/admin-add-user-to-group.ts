import type { Operation } from '../../aws-endpoint/operation';
import { requireGroup } from '../account/require-group';
import { adminOperation, requireUser } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminAddUserToGroup`: adds a user to a group; tokens tell it from the next sign-in or refresh. */
export function adminAddUserToGroup(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminAddUserToGroup', (pool, input) => {
    const user = requireUser(backend, pool, input);
    const group = requireGroup(backend, pool, input);
    const groups = [...new Set([...user.groups, group.name])];
    backend.directory.save(pool, { ...user, groups, modifiedAt: backend.clock.now() });
    return {};
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { emptyGroup } from '../account/empty-group';
import { assertOwnGroup } from '../account/group-input';
import { requireGroup } from '../account/require-group';
import { adminOperation } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';

/** `DeleteGroup`: deletes a group that `CreateGroup` has made, and takes its users out of it. */
export function deleteGroup(backend: UserPoolBackend): Operation {
  const { groups } = backend;
  return adminOperation(backend, 'DeleteGroup', (pool, input) => {
    const group = requireGroup(backend, pool, input);
    assertOwnGroup(groups, group);
    emptyGroup(backend, pool, group.name);
    groups.remove(group);
    return {};
  });
}

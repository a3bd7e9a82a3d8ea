import type { Operation } from '../../aws-endpoint/operation';
import { assertOwnGroup } from '../account/group-input';
import { requireGroup } from '../account/require-group';
import { adminOperation } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';

/** `DeleteGroup`: deletes a group that `CreateGroup` has made, and takes its users out of it. */
export function deleteGroup(backend: UserPoolBackend): Operation {
  const { groups, directory } = backend;
  return adminOperation(backend, 'DeleteGroup', (pool, input) => {
    const group = requireGroup(backend, pool, input);
    assertOwnGroup(groups, group);
    const members = directory
      .list()
      .filter((user) => user.poolId === pool.id && user.groups.includes(group.name));
    for (const user of members) {
      directory.save(pool, { ...user, groups: user.groups.filter((name) => name !== group.name) });
    }
    groups.remove(group);
    return {};
  });
}

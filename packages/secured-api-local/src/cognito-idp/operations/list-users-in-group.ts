import type { Operation } from '../../aws-endpoint/operation';
import { requireGroup } from '../account/require-group';
import { adminOperation } from '../admin-operation';
import { pageOf } from '../pool/page-of';
import type { UserPoolBackend } from '../user-pool-backend';
import { describeUser } from '../users/user-description';

/** `ListUsersInGroup`: the users of a group. */
export function listUsersInGroup(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'ListUsersInGroup', (pool, input) => {
    const { name } = requireGroup(backend, pool, input);
    const users = backend.directory
      .list()
      .filter(({ poolId, groups }) => poolId === pool.id && groups.includes(name));
    const { items, nextToken } = pageOf(users, input, 'NextToken');
    return {
      Users: items.map((user) => describeUser(user)),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  });
}

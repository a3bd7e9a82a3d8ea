import type { Operation } from '../../aws-endpoint/operation';
import { assertOwnGroup, withGroupInput } from '../account/group-input';
import { requireGroup } from '../account/require-group';
import { adminOperation } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';
import { describeGroup } from '../users/group-description';

/** `UpdateGroup`: changes a group that `CreateGroup` has made. */
export function updateGroup(backend: UserPoolBackend): Operation {
  const { groups } = backend;
  return adminOperation(backend, 'UpdateGroup', (pool, input) => {
    const group = requireGroup(backend, pool, input);
    assertOwnGroup(groups, group);
    const changed = withGroupInput(group, input);
    groups.save(changed);
    return { Group: describeGroup(groups, changed) };
  });
}

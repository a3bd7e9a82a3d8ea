import type { Operation } from '../../aws-endpoint/operation';
import { requiredText } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import { emptyGroup } from '../account/empty-group';
import { withGroupInput } from '../account/group-input';
import { adminOperation } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';
import { describeGroup } from '../users/group-description';

/** `CreateGroup`: makes a group beside those of the template. */
export function createGroup(backend: UserPoolBackend): Operation {
  const { groups } = backend;
  return adminOperation(backend, 'CreateGroup', (pool, input) => {
    const { id: poolId } = pool;
    const name = requiredText(input, 'GroupName');
    if (groups.find(poolId, name) !== undefined) {
      throw new AwsError('GroupExistsException', 'A group with the name already exists.');
    }
    const group = withGroupInput({ poolId, name }, input);
    // Whoever was in a group of that name that the template has no more.
    emptyGroup(backend, pool, name);
    groups.save(group);
    return { Group: describeGroup(groups, group) };
  });
}

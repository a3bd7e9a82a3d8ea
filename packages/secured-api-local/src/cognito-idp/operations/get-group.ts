import type { Operation } from '../../aws-endpoint/operation';
import { requireGroup } from '../account/require-group';
import { adminOperation } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';
import { describeGroup } from '../users/group-description';

/** `GetGroup`: one group of a pool. */
export function getGroup(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'GetGroup', (pool, input) => ({
    Group: describeGroup(backend.groups, requireGroup(backend, pool, input)),
  }));
}

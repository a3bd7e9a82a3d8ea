import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation } from '../admin-operation';
import { describeGroups } from '../group-description';
import { pageOf } from '../page-of';
import type { UserPoolBackend } from '../user-pool-backend';

/** `ListGroups`: the groups of a pool, in order of precedence. */
export function listGroups(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'ListGroups', (pool, input) =>
    describeGroups(pageOf(backend.registry.groups(pool.id), input, 'NextToken')),
  );
}

import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation } from '../admin-operation';
import { pageOf } from '../pool/page-of';
import type { UserPoolBackend } from '../user-pool-backend';
import { describeGroups } from '../users/group-description';

/** `ListGroups`: the groups of a pool, in order of precedence. */
export function listGroups(backend: UserPoolBackend): Operation {
  const { groups } = backend;
  return adminOperation(backend, 'ListGroups', (pool, input) =>
    describeGroups(groups, pageOf(groups.list(pool.id), input, 'NextToken')),
  );
}

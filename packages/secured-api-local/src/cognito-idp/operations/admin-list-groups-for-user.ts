import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import { pageOf } from '../pool/page-of';
import type { UserPoolBackend } from '../user-pool-backend';
import { describeGroups } from '../users/group-description';

/** `AdminListGroupsForUser`: the groups of a user, in order of precedence. */
export function adminListGroupsForUser(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminListGroupsForUser', (pool, input) => {
    const user = requireUser(backend, pool, input);
    const own = backend.groups.list(pool.id).filter(({ name }) => user.groups.includes(name));
    return describeGroups(backend.groups, pageOf(own, input, 'NextToken'));
  });
}

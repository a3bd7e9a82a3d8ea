import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import { describeFactors } from '../auth-flows/first-factors';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminGetUserAuthFactors`: what a user may sign in by. */
export function adminGetUserAuthFactors(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminGetUserAuthFactors', (pool, input) =>
    describeFactors(backend, pool, requireUser(backend, pool, input)),
  );
}

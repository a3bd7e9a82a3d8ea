import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import { signOutEverywhere } from '../tokens/sign-out-everywhere';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminUserGlobalSignOut`: ends every session of a user. */
export function adminUserGlobalSignOut(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminUserGlobalSignOut', (pool, input) => {
    signOutEverywhere(backend, pool, requireUser(backend, pool, input));
    return {};
  });
}

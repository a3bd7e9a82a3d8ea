import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminEnableUser`: lets a disabled user sign in again. */
export function adminEnableUser(backend: UserPoolBackend): Operation {
  const { directory, clock } = backend;
  return adminOperation(backend, 'AdminEnableUser', (pool, input) => {
    const user = requireUser(backend, pool, input);
    directory.save(pool, { ...user, enabled: true, modifiedAt: clock.now() });
    return {};
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminDisableUser`: keeps a user from signing in and ends their sessions. */
export function adminDisableUser(backend: UserPoolBackend): Operation {
  const { directory, clock } = backend;
  return adminOperation(backend, 'AdminDisableUser', (pool, input) => {
    const user = requireUser(backend, pool, input);
    directory.save(pool, {
      ...user,
      enabled: false,
      modifiedAt: clock.now(),
      generation: user.generation + 1,
    });
    return {};
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import { withMfaPreference } from '../mfa/mfa-preference';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminSetUserMFAPreference`: switches second factors of a user on, off or to the front. */
export function adminSetUserMfaPreference(backend: UserPoolBackend): Operation {
  const { directory, clock } = backend;
  return adminOperation(backend, 'AdminSetUserMFAPreference', (pool, input) => {
    const changed = withMfaPreference(pool, requireUser(backend, pool, input), input);
    directory.save(pool, { ...changed, modifiedAt: clock.now() });
    return {};
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { withMfaPreference } from '../mfa/mfa-preference';
import type { UserPoolBackend } from '../user-pool-backend';

/** `SetUserMFAPreference`: switches second factors of a signed-in user on, off or to the front. */
export function setUserMfaPreference(backend: UserPoolBackend): Operation {
  const { verifier, directory, clock } = backend;
  return publicOperation(backend.store, 'SetUserMFAPreference', (input) => {
    const { pool, user } = verifier.authenticate(input);
    const changed = withMfaPreference(pool, user, input);
    directory.save(pool, { ...changed, modifiedAt: clock.now() });
    return {};
  });
}

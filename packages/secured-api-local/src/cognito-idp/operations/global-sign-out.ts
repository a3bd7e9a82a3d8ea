import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { signOutEverywhere } from '../tokens/sign-out-everywhere';
import type { UserPoolBackend } from '../user-pool-backend';

/** `GlobalSignOut`: ends every session of the user whose access token is given. */
export function globalSignOut(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'GlobalSignOut', (input) => {
    const { pool, user } = backend.verifier.authenticate(input);
    signOutEverywhere(backend, pool, user);
    return {};
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { describeFactors } from '../auth-flows/first-factors';
import type { UserPoolBackend } from '../user-pool-backend';

/** `GetUserAuthFactors`: what the user of an access token may sign in by. */
export function getUserAuthFactors(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'GetUserAuthFactors', (input) => {
    const { pool, user } = backend.verifier.authenticate(input);
    return describeFactors(backend, pool, user);
  });
}

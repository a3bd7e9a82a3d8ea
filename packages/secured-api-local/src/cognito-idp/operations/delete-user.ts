import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { removeUser } from '../account/remove-user';
import type { UserPoolBackend } from '../user-pool-backend';

/** `DeleteUser`: deletes the user whose access token is given. */
export function deleteUser(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'DeleteUser', (input) => {
    const { pool, user } = backend.verifier.authenticate(input);
    removeUser(backend, pool, user);
    return {};
  });
}

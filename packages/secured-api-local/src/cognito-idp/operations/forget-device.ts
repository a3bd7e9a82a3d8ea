import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { forgetUserDevice } from '../devices/device-status';
import { trackedUser } from '../devices/tracked-user';
import type { UserPoolBackend } from '../user-pool-backend';

/** `ForgetDevice`: forgets a device of a signed-in user. */
export function forgetDevice(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'ForgetDevice', (input) => {
    forgetUserDevice(backend, trackedUser(backend, input).user, input);
  });
}

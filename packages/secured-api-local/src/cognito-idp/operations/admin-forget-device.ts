import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import { forgetUserDevice } from '../devices/device-status';
import { deviceSettings } from '../devices/tracked-user';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminForgetDevice`: forgets a device of a user. */
export function adminForgetDevice(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminForgetDevice', (pool, input) => {
    deviceSettings(pool);
    forgetUserDevice(backend, requireUser(backend, pool, input), input);
  });
}

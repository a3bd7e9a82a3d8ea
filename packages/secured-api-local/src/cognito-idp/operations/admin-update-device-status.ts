import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import { changeDeviceStatus } from '../devices/device-status';
import { deviceSettings } from '../devices/tracked-user';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminUpdateDeviceStatus`: remembers a device of a user, or not any more. */
export function adminUpdateDeviceStatus(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminUpdateDeviceStatus', (pool, input) => {
    deviceSettings(pool);
    changeDeviceStatus(backend, requireUser(backend, pool, input), input);
    return {};
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { changeDeviceStatus } from '../devices/device-status';
import { trackedUser } from '../devices/tracked-user';
import type { UserPoolBackend } from '../user-pool-backend';

/** `UpdateDeviceStatus`: remembers a device of a signed-in user, or not any more. */
export function updateDeviceStatus(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'UpdateDeviceStatus', (input) => {
    changeDeviceStatus(backend, trackedUser(backend, input).user, input);
    return {};
  });
}

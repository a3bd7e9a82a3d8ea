import type { Operation } from '../../aws-endpoint/operation';
import { requiredText } from '../../aws-endpoint/operation-input';
import { adminOperation, requireUser } from '../admin-operation';
import { describeDevice } from '../devices/device-description';
import { knownDevice } from '../devices/known-device';
import { deviceSettings } from '../devices/tracked-user';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminGetDevice`: one device of a user. */
export function adminGetDevice(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminGetDevice', (pool, input) => {
    deviceSettings(pool);
    const user = requireUser(backend, pool, input);
    const device = knownDevice(backend, user, requiredText(input, 'DeviceKey'));
    return { Device: describeDevice(device) };
  });
}

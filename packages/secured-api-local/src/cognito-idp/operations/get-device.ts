import type { Operation } from '../../aws-endpoint/operation';
import { requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { describeDevice } from '../devices/device-description';
import { knownDevice } from '../devices/known-device';
import { trackedUser } from '../devices/tracked-user';
import type { UserPoolBackend } from '../user-pool-backend';

/** `GetDevice`: one device of a signed-in user. */
export function getDevice(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'GetDevice', (input) => {
    const { user } = trackedUser(backend, input);
    const device = knownDevice(backend, user, requiredText(input, 'DeviceKey'));
    return { Device: describeDevice(device) };
  });
}

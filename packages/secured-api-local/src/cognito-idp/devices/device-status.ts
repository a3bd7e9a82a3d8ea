import { type Input, invalidParameter, requiredText } from '../../aws-endpoint/operation-input';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { knownDevice } from './known-device';

/**
 * Remembers a device of a user or not, as an operation's `DeviceRememberedStatus` says.
 *
 * @throws AwsError `InvalidParameterException` or `ResourceNotFoundException`
 */
export function changeDeviceStatus(backend: UserPoolBackend, user: User, input: Input): void {
  const device = knownDevice(backend, user, requiredText(input, 'DeviceKey'));
  const status = requiredText(input, 'DeviceRememberedStatus');
  if (status !== 'remembered' && status !== 'not_remembered') {
    throw invalidParameter(
      "1 validation error detected: Value at 'deviceRememberedStatus' failed to satisfy constraint: Member must satisfy enum value set: [not_remembered, remembered]",
    );
  }
  const isRemembered = status === 'remembered';
  backend.devices.save(user, { ...device, isRemembered, modifiedAt: backend.clock.now() });
}

/**
 * Forgets a device of a user: sessions that began on it are not renewed any more.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function forgetUserDevice(backend: UserPoolBackend, user: User, input: Input): void {
  const { key } = knownDevice(backend, user, requiredText(input, 'DeviceKey'));
  backend.devices.remove(user, key);
}

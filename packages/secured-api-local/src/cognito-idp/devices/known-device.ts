import { AwsError } from '../../support/aws-error';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import type { ClaimedDevice, Device } from './device';

/**
 * The device of that key, if the user has it.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function knownDevice(
  { devices }: UserPoolBackend,
  user: User | undefined,
  key: string,
): Device {
  const device = user && devices.find(user, key);
  if (device === undefined) throw deviceNotFound();
  return device;
}

/**
 * Checks the device that a sign-in names, before anything else of it is looked at: it reads the
 * same for a name that nobody has, and uses up nothing, for clients ask again without the device.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function assertKnownDevice(
  backend: UserPoolBackend,
  pool: UserPoolSettings,
  { USERNAME: name, DEVICE_KEY: key }: Readonly<Record<string, string>>,
): void {
  if (pool.devices === undefined || key === undefined || name === undefined) return;
  knownDevice(backend, backend.directory.find(pool, name), key);
}

/** The device that a sign-in names, where the pool tracks devices. */
export function toClaimedDevice(
  { devices }: UserPoolSettings,
  key: string | undefined,
): ClaimedDevice | undefined {
  return devices === undefined || key === undefined ? undefined : { key, isProved: false };
}

function deviceNotFound(): AwsError {
  return new AwsError('ResourceNotFoundException', 'Device does not exist.');
}

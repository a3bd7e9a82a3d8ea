import type { NewDeviceMetadata } from '../tokens/token-issuer';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import type { ProvedUser } from './sign-in';

/** What the passwords of a user's devices are bound to, beside the key of each. */
export function deviceGroupOf({ secret }: UserPoolBackend, user: User): string {
  const text = secret.derive('device group', user.poolId, user.sub).toString('base64url');
  return `-${text.replaceAll(/[-_]/g, '').slice(0, 8)}`;
}

/** The key of a device that the sign-in does not know yet, where the pool tracks devices. */
export function newDeviceOf(
  backend: UserPoolBackend,
  { pool, user, device }: ProvedUser,
): NewDeviceMetadata | undefined {
  if (pool.devices === undefined || device !== undefined) return undefined;
  return {
    DeviceKey: `${backend.environment.region}_${backend.random.uuid()}`,
    DeviceGroupKey: deviceGroupOf(backend, user),
  };
}

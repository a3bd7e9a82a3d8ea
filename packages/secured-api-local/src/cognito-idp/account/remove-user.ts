import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

/** Deletes a user with their names, codes, devices and passkeys; their tokens stop working. */
export function removeUser(
  { directory, devices, passkeys, codes, lockouts, mfaLockouts }: UserPoolBackend,
  pool: UserPoolSettings,
  user: User,
): void {
  devices.removeAll(user);
  passkeys.removeAll(user);
  codes.forget(user);
  lockouts.succeed(pool.id, user.username);
  mfaLockouts.succeed(pool.id, user.username);
  directory.remove(pool, user);
}

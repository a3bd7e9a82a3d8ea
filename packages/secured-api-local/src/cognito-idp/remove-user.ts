import type { User } from './user';
import type { UserPoolBackend } from './user-pool-backend';
import type { UserPoolSettings } from './user-pool-settings';

/** Deletes a user with their names, codes and devices; their tokens stop working. */
export function removeUser(
  { directory, devices, codes, lockouts, mfaLockouts }: UserPoolBackend,
  pool: UserPoolSettings,
  user: User,
): void {
  devices.removeAll(user);
  codes.forget(user);
  lockouts.succeed(pool.id, user.username);
  mfaLockouts.succeed(pool.id, user.username);
  directory.remove(pool, user);
}

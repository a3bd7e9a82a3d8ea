import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

/** Ends every session of a user: tokens of an earlier generation are refused from now on. */
export function signOutEverywhere(
  { directory }: UserPoolBackend,
  pool: UserPoolSettings,
  user: User,
): void {
  directory.save(pool, { ...user, generation: user.generation + 1 });
}

import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';

/** Takes every user out of a group of that name, also of one that the pool has no more. */
export function emptyGroup(
  { directory }: Pick<UserPoolBackend, 'directory'>,
  pool: UserPoolSettings,
  group: string,
): void {
  const members = directory
    .list()
    .filter(({ poolId, groups }) => poolId === pool.id && groups.includes(group));
  for (const user of members) {
    directory.save(pool, { ...user, groups: user.groups.filter((name) => name !== group) });
  }
}

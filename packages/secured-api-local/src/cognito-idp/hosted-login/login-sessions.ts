import type { Clock } from '../../support/clock';
import { createExpiringMap } from '../../support/expiring-map';
import type { Random } from '../../support/random';
import type { User } from '../users/user';
import type { UserDirectory } from '../users/user-directory';

/** How long a browser is not asked again. */
const LOGIN_SESSION_MS = 3_600_000;

/** Who has signed in at the hosted login in which browser. */
export interface LoginSessions {
  /** Opens a session and gives the key that the browser keeps. */
  open(user: User): string;
  /** The user of a key, if nothing has ended the session since. */
  find(poolId: string, key: string | undefined): User | undefined;
  end(key: string): void;
}

/** Keeps sessions in memory: a restart asks again. */
export function createLoginSessions({
  clock,
  random,
  directory,
}: {
  readonly clock: Clock;
  readonly random: Random;
  readonly directory: UserDirectory;
}): LoginSessions {
  const sessions =
    createExpiringMap<Pick<User, 'poolId' | 'username' | 'sub' | 'generation'>>(clock);
  return {
    open: ({ poolId, username, sub, generation }) => {
      const key = random.bytes(32).toString('base64url');
      sessions.set(key, { poolId, username, sub, generation }, LOGIN_SESSION_MS);
      return key;
    },
    find: (poolId, key) => {
      const session = key === undefined ? undefined : sessions.get(key);
      if (session?.poolId !== poolId) return undefined;
      const user = directory.get(poolId, session.username);
      const isSame = user?.sub === session.sub && user.generation === session.generation;
      return isSame && user.enabled ? user : undefined;
    },
    end: (key) => {
      sessions.take(key);
    },
  };
}

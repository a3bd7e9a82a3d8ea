import type { Store } from '../../state/store';
import { AwsError } from '../../support/aws-error';
import type { Clock } from '../../support/clock';

const FREE_FAILURES = 5;
const LONGEST_MS = 15 * 60_000;

interface Attempts {
  readonly failures: number;
  readonly lockedUntil: number;
}

/** The brake on guessing passwords: five failures are free, then each doubles a lockout. */
export interface Lockouts {
  /**
   * Counts an attempt as failed before the password is looked at, so that attempts at the same
   * time cannot all be evaluated. An attempt during a lockout does not count.
   *
   * @throws AwsError `NotAuthorizedException` during a lockout
   */
  begin(poolId: string, name: string): void;
  /** Forgets the failures after a success. */
  succeed(poolId: string, name: string): void;
}

/**
 * Keeps the counters called `name` in the store, for users who exist and for names that nobody
 * has.
 */
export function createLockouts(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  name: string,
): Lockouts {
  const attempts = store.collection<Attempts>(name);
  return {
    begin: (poolId, name) => {
      const { failures, lockedUntil } = attempts.get(`${poolId}/${name}`) ?? {
        failures: 0,
        lockedUntil: 0,
      };
      if (clock.now() < lockedUntil) {
        throw new AwsError('NotAuthorizedException', 'Password attempts exceeded').because(
          `locked until ${new Date(lockedUntil).toISOString()} after ${failures} failures`,
        );
      }
      const count = failures + 1;
      attempts.set(`${poolId}/${name}`, {
        failures: count,
        lockedUntil: clock.now() + lockoutMs(count),
      });
    },
    succeed: (poolId, name) => {
      attempts.delete(`${poolId}/${name}`);
    },
  };
}

function lockoutMs(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(1_000 * 2 ** (failures - FREE_FAILURES), LONGEST_MS);
}

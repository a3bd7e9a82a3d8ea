import type { Store } from '../../state/store';
import { AwsError } from '../../support/aws-error';
import type { Clock } from '../../support/clock';

const HOUR_MS = 3_600_000;

/** How often something may be done for one user in any hour. */
export interface HourlyBudget {
  /**
   * Takes one from the budget, before the thing is done.
   *
   * @throws AwsError `LimitExceededException` when nothing is left
   */
  take(poolId: string, name: string): void;
}

/** Keeps the budget called `name` in the store. */
export function createHourlyBudget(
  { store, clock }: { store: Store; clock: Clock },
  name: string,
  size: number,
): HourlyBudget {
  const taken = store.collection<readonly number[]>(name);
  const recentOf = (key: string): readonly number[] =>
    (taken.get(key) ?? []).filter((at) => at > clock.now() - HOUR_MS);
  for (const [key] of [...taken.entries()]) {
    if (recentOf(key).length === 0) taken.delete(key);
  }
  return {
    take: (poolId, user) => {
      const key = `${poolId}/${user}`;
      const recent = recentOf(key);
      if (recent.length >= size) {
        throw new AwsError(
          'LimitExceededException',
          'Attempt limit exceeded, please try after some time.',
        ).because(`${recent.length} within the hour: ${name}`);
      }
      taken.set(key, [...recent, clock.now()]);
    },
  };
}

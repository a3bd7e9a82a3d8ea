import type { Store } from '../../state/store';
import type { Clock } from '../../support/clock';
import { byPrecedence, type UserPoolRegistry } from '../pool/user-pool-registry';
import type { UserPoolGroupSettings } from '../pool/user-pool-settings';

/** When a group was made and last changed, in milliseconds since the epoch. */
export interface GroupDates {
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The groups of every pool: those of the template, and those that administrators make. */
export interface Groups {
  /** The groups of a pool in order of precedence, those without one last. */
  list(poolId: string): readonly UserPoolGroupSettings[];
  find(poolId: string, name: string): UserPoolGroupSettings | undefined;
  /** Whether a group is the template's, which alone changes it. */
  isOfTemplate(group: UserPoolGroupSettings): boolean;
  /** Keeps a group that an administrator makes or changes. */
  save(group: UserPoolGroupSettings): void;
  remove(group: UserPoolGroupSettings): void;
  /** The dates of a group; one that is not known yet, or is other than before, has changed now. */
  datesOf(group: UserPoolGroupSettings): GroupDates;
}

/** Keeps groups of administrators, and the dates of all, in the store. */
export function createGroups(
  { store, clock }: { store: Store; clock: Clock },
  registry: UserPoolRegistry,
): Groups {
  const made = store.collection<UserPoolGroupSettings>('groups');
  const dates = store.collection<GroupDates & { readonly settings: string }>('group-dates');
  const keyOf = ({ poolId, name }: UserPoolGroupSettings): string => `${poolId}/${name}`;
  const isOfTemplate = ({ poolId, name }: UserPoolGroupSettings): boolean =>
    registry.groups(poolId).some((group) => group.name === name);

  const list = (poolId: string): readonly UserPoolGroupSettings[] => {
    const own = [...made.entries()]
      .map(([, group]) => group)
      .filter((group) => group.poolId === poolId && !isOfTemplate(group));
    return [...registry.groups(poolId), ...own].sort(byPrecedence);
  };

  return {
    list,
    find: (poolId, name) => list(poolId).find((group) => group.name === name),
    isOfTemplate,
    save: (group) => {
      made.set(keyOf(group), group);
    },
    remove: (group) => {
      made.delete(keyOf(group));
      dates.delete(keyOf(group));
    },
    datesOf: (group) => {
      const { description, precedence, roleArn } = group;
      const settings = JSON.stringify([description, precedence, roleArn]);
      const known = dates.get(keyOf(group));
      if (known?.settings === settings) return known;
      const now = clock.now();
      const changed = { createdAt: known?.createdAt ?? now, modifiedAt: now, settings };
      dates.set(keyOf(group), changed);
      return changed;
    },
  };
}

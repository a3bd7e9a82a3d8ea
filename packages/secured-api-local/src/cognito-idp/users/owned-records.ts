import type { Store } from '../../state/store';
import type { User } from './user';

/** Records that belong to users, such as devices: each by itself, and found by its owner. */
export interface OwnedRecords<V> {
  find(user: User, id: string): V | undefined;
  /** The records of a user, the last one first. */
  list(user: User): readonly V[];
  save(user: User, id: string, record: V): void;
  remove(user: User, id: string): void;
  removeAll(user: User): void;
}

/** Keeps records called `name` in the store, and the ids of each user's beside them. */
export function createOwnedRecords<V>(store: Store, name: string): OwnedRecords<V> {
  const records = store.collection<V>(name);
  const idsByOwner = store.collection<readonly string[]>(`${name}-of-users`);
  const ownerOf = ({ poolId, sub }: User): string => `${poolId}/${sub}`;
  const keyOf = (user: User, id: string): string => `${ownerOf(user)}/${id}`;
  const idsOf = (user: User): readonly string[] => idsByOwner.get(ownerOf(user)) ?? [];

  const remove = (user: User, id: string): void => {
    if (!records.delete(keyOf(user, id))) return;
    const rest = idsOf(user).filter((other) => other !== id);
    if (rest.length > 0) idsByOwner.set(ownerOf(user), rest);
    else idsByOwner.delete(ownerOf(user));
  };

  return {
    find: (user, id) => records.get(keyOf(user, id)),
    list: (user) => idsOf(user).flatMap((id) => records.get(keyOf(user, id)) ?? []),
    save: (user, id, record) => {
      if (!idsOf(user).includes(id)) idsByOwner.set(ownerOf(user), [id, ...idsOf(user)]);
      records.set(keyOf(user, id), record);
    },
    remove,
    removeAll: (user) => {
      for (const id of idsOf(user)) remove(user, id);
    },
  };
}

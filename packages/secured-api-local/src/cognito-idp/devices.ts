import type { Store } from '../state/store';
import type { Device } from './device';
import type { User } from './user';

const MOST_OF_A_USER = 60;

/** The confirmed devices of users. */
export interface Devices {
  find(user: User, key: string): Device | undefined;
  /** The devices of a user, the last one first. */
  list(user: User): readonly Device[];
  /** Keeps a device; where a user has too many, the one that was away longest is forgotten. */
  save(user: User, device: Device): void;
  remove(user: User, key: string): void;
  removeAll(user: User): void;
}

/** Keeps devices in the store, each by itself, and their keys by user. */
export function createDevices(store: Store): Devices {
  const devices = store.collection<Device>('devices');
  const keys = store.collection<readonly string[]>('device-keys');
  const ownerOf = ({ poolId, sub }: User): string => `${poolId}/${sub}`;
  const idOf = (user: User, key: string): string => `${ownerOf(user)}/${key}`;
  const keysOf = (user: User): readonly string[] => keys.get(ownerOf(user)) ?? [];

  const list = (user: User): readonly Device[] =>
    keysOf(user).flatMap((key) => devices.get(idOf(user, key)) ?? []);

  const remove = (user: User, key: string): void => {
    if (!devices.delete(idOf(user, key))) return;
    const rest = keysOf(user).filter((other) => other !== key);
    if (rest.length > 0) keys.set(ownerOf(user), rest);
    else keys.delete(ownerOf(user));
  };

  return {
    find: (user, key) => devices.get(idOf(user, key)),
    list,
    remove,
    save: (user, device) => {
      const known = keysOf(user);
      if (!known.includes(device.key)) {
        if (known.length >= MOST_OF_A_USER) remove(user, longestAway(list(user)));
        keys.set(ownerOf(user), [device.key, ...keysOf(user)]);
      }
      devices.set(idOf(user, device.key), device);
    },
    removeAll: (user) => {
      for (const key of keysOf(user)) remove(user, key);
    },
  };
}

function longestAway(devices: readonly Device[]): string {
  const [first] = devices.toSorted((a, b) => a.authenticatedAt - b.authenticatedAt);
  return first?.key ?? '';
}

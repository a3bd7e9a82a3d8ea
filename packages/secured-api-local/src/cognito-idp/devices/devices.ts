import type { Store } from '../../state/store';
import { createOwnedRecords, type OwnedRecords } from '../users/owned-records';
import type { User } from '../users/user';
import type { Device } from './device';

const MOST_OF_A_USER = 60;

/** The confirmed devices of users. */
export interface Devices extends Omit<OwnedRecords<Device>, 'save'> {
  /** Keeps a device; where a user has too many, the one that was away longest is forgotten. */
  save(user: User, device: Device): void;
}

/** Keeps devices in the store. */
export function createDevices(store: Store): Devices {
  const devices = createOwnedRecords<Device>(store, 'devices');
  return {
    ...devices,
    save: (user, device) => {
      const known = devices.list(user);
      if (known.length >= MOST_OF_A_USER && devices.find(user, device.key) === undefined) {
        devices.remove(user, longestAway(known));
      }
      devices.save(user, device.key, device);
    },
  };
}

function longestAway(devices: readonly Device[]): string {
  const [first] = devices.toSorted((a, b) => a.authenticatedAt - b.authenticatedAt);
  return first?.key ?? '';
}

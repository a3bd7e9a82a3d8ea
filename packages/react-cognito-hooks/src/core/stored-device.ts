import type { ClientInternals } from './client-internals';
import { hasShape } from './has-shape';
import { createStoredValue, type StoredValue } from './key-value-store';

/** What this browser keeps of itself for one user: it outlives sessions. */
export interface StoredDevice {
  readonly key: string;
  readonly groupKey: string;
  /** Made up here: it is proved, and sent nowhere. */
  readonly password: string;
}

const slots = new WeakMap<ClientInternals, Map<string, StoredValue<StoredDevice>>>();

/**
 * Where the device of a user is kept, apart from every session.
 *
 * @param userId what the user pool calls the user
 */
export function deviceSlot(internals: ClientInternals, userId: string): StoredValue<StoredDevice> {
  const known = slots.get(internals) ?? new Map<string, StoredValue<StoredDevice>>();
  slots.set(internals, known);
  const key = `react-cognito-hooks.${internals.config.userPoolClientId}.device.${userId}`;
  const slot = known.get(key) ?? createStoredValue(internals.openStorage, key, parseDevice);
  known.set(key, slot);
  return slot;
}

const parseDevice = (value: unknown): StoredDevice | undefined =>
  hasShape(value, { key: 'string', groupKey: 'string', password: 'string' }) ? value : undefined;

import type { Clock } from './clock';

/** Values that are forgotten after a time, after one use, and when the clock is reset. */
export interface ExpiringMap<V> {
  set(key: string, value: V, lifetimeMs: number): void;
  get(key: string): V | undefined;
  /** Gives the value and forgets it. */
  take(key: string): V | undefined;
}

/** Makes a map in memory; what has expired leaves it with the next `set`. */
export function createExpiringMap<V>(clock: Clock): ExpiringMap<V> {
  const entries = new Map<string, { readonly value: V; readonly expiresAt: number }>();

  let resets = clock.resets;

  const forgetAtReset = (): void => {
    if (resets !== clock.resets) entries.clear();
    resets = clock.resets;
  };
  const get = (key: string): V | undefined => {
    forgetAtReset();
    const entry = entries.get(key);
    return entry !== undefined && clock.now() < entry.expiresAt ? entry.value : undefined;
  };

  return {
    set: (key, value, lifetimeMs) => {
      forgetAtReset();
      // Insertion order is nearly order of expiry, so the sweep ends at the first live entry.
      for (const [old, { expiresAt }] of entries) {
        if (clock.now() < expiresAt) break;
        entries.delete(old);
      }
      entries.set(key, { value, expiresAt: clock.now() + lifetimeMs });
    },
    get,
    take: (key) => {
      const value = get(key);
      entries.delete(key);
      return value;
    },
  };
}

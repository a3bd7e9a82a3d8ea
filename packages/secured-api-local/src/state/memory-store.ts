import type { Collection, Store } from './store';
import { createTables } from './tables';

/** Keeps everything in memory, for a run that leaves nothing behind. */
export function createMemoryStore(): Store {
  const tables = createTables(() => undefined);
  return {
    collection: <V>(name: string): Collection<V> => tables.collection<V>(name),
    clear: tables.clear,
    durable: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

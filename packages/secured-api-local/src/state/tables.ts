import type { Collection } from './store';

/** One write, with what it replaced: enough to keep it and to undo it. */
export interface Write {
  readonly table: string;
  readonly key: string;
  /** `undefined` deletes the record. */
  readonly value: unknown;
  readonly previous: unknown;
}

/** Collections in memory, and the ways that a journal looks at them. */
export interface Tables {
  collection<V>(name: string): Collection<V>;
  /** Deletes every record of the tables that are not named, each as a write. */
  clear(kept: readonly string[]): void;
  /** Puts a record without reporting it as a write; `undefined` deletes it. */
  restore(table: string, key: string, value: unknown): void;
  /** Every record, by table. */
  records(): IterableIterator<[table: string, key: string, value: unknown]>;
}

/** Makes empty tables that report each write to `onWrite` after it is applied. */
export function createTables(onWrite: (write: Write) => void): Tables {
  const tables = new Map<string, Map<string, unknown>>();

  const rows = (name: string): Map<string, unknown> => {
    const found = tables.get(name) ?? new Map<string, unknown>();
    tables.set(name, found);
    return found;
  };

  const restore = (table: string, key: string, value: unknown): void => {
    if (value === undefined) rows(table).delete(key);
    else rows(table).set(key, value);
  };

  const put = (table: string, key: string, value: unknown): void => {
    const previous = rows(table).get(key);
    restore(table, key, value);
    onWrite({ table, key, value, previous });
  };

  return {
    collection: <V>(name: string): Collection<V> => {
      const held = rows(name) as Map<string, V>;
      return {
        get: (key) => held.get(key),
        set: (key, value) => put(name, key, value),
        delete: (key) => {
          if (!held.has(key)) return false;
          put(name, key, undefined);
          return true;
        },
        entries: () => held.entries(),
      };
    },
    clear: (kept) => {
      for (const [table, held] of tables) {
        if (kept.includes(table)) continue;
        for (const key of [...held.keys()]) put(table, key, undefined);
      }
    },
    restore,
    *records() {
      for (const [table, held] of tables) {
        for (const [key, value] of held) yield [table, key, value];
      }
    },
  };
}

/** A value that survives as JSON. Treat what a collection returns as frozen: replace, never mutate. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** One kind of record, by key. Reads see writes at once. */
export interface Collection<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): boolean;
  entries(): IterableIterator<[string, V]>;
}

/**
 * All that the runtime remembers.
 *
 * Writes are applied in memory at once and are acknowledged by `durable()`: an operation's answer
 * leaves only after it. A write that cannot be kept is undone in memory and `durable()` rejects.
 */
export interface Store {
  /** The collection of that name; `V` is the caller's promise about what it holds. */
  collection<V>(name: string): Collection<V>;
  /** Deletes every record, but for those of the collections that are named. */
  clear(kept: readonly string[]): void;
  /** Resolves when every write so far is kept. Rejects after undoing those that are not. */
  durable(): Promise<void>;
  close(): Promise<void>;
}

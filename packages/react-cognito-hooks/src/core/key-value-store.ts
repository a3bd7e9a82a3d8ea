/** What sessions are kept in: the part of the Web Storage interface that is needed. */
export interface KeyValueStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Creates a store that lives as long as the page. */
export function createMemoryStore(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      values.set(key, value);
    },
    removeItem: (key) => {
      values.delete(key);
    },
  };
}

/** The page's own storage of that kind, or memory where the browser denies access to it. */
export function webStore(kind: 'local' | 'session'): KeyValueStore {
  try {
    const store = kind === 'local' ? globalThis.localStorage : globalThis.sessionStorage;
    return store ?? createMemoryStore();
  } catch {
    return createMemoryStore(); // blocked cookies make the property itself throw
  }
}

/** One value under one key: it is read and written whole, so a reader never sees half of it. */
export interface StoredValue<T> {
  read(): T | undefined;
  write(value: T): void;
  clear(): void;
}

/**
 * Creates a stored value.
 *
 * A store that refuses to write (a full quota, a private window) costs persistence only: the value
 * then lives in memory, and an older one is removed. What does not parse counts as absent.
 *
 * @param open opens the store at the first use, so that creating the value touches nothing
 */
export function createStoredValue<T>(
  open: () => KeyValueStore,
  key: string,
  parse: (value: unknown) => T | undefined,
): StoredValue<T> {
  let opened: KeyValueStore | undefined;
  let unwritten: { value: T | undefined } | undefined;
  const store = () => {
    opened ??= open();
    return opened;
  };
  /** What could not be replaced must not come back after a reload in the place of the new value. */
  const forgetOlder = () => {
    try {
      store().removeItem(key);
    } catch {
      // A store that takes nothing and gives nothing back holds nothing older either.
    }
  };
  return {
    read() {
      if (unwritten !== undefined) return unwritten.value;
      try {
        return parse(JSON.parse(store().getItem(key) ?? 'null'));
      } catch {
        return undefined;
      }
    },
    write(value) {
      try {
        store().setItem(key, JSON.stringify(value));
        unwritten = undefined;
      } catch {
        unwritten = { value };
        forgetOlder();
      }
    },
    clear() {
      try {
        store().removeItem(key);
        unwritten = undefined;
      } catch {
        unwritten = { value: undefined };
      }
    },
  };
}

/**
 * Joins two stored values to one: what is kept in one of them is in the other no more.
 *
 * @param goesFirst whether a value belongs into the first, which is also read first
 */
export function joinStoredValues<T>(
  first: StoredValue<T>,
  second: StoredValue<T>,
  goesFirst: (value: T) => boolean,
): StoredValue<T> {
  return {
    read: () => first.read() ?? second.read(),
    write(value) {
      const [kept, left] = goesFirst(value) ? [first, second] : [second, first];
      kept.write(value);
      left.clear();
    },
    clear() {
      first.clear();
      second.clear();
    },
  };
}

import type { Call } from './aws-json';
import type { ClientInternals } from './client-internals';
import { asCognitoError, CognitoError } from './cognito-error';
import { createEmitter } from './emitter';
import { type Result, refuse, succeed } from './result';
import type { UserPoolOperations } from './user-pool-operations';

/** What a part of the account shows: what is known, and how the last action went. */
export interface AccountState<D> {
  /** null while nobody is signed in, and until it was read. */
  readonly data: D | null;
  /** Whether an action is under way. */
  readonly pending: boolean;
  /** What the last action was refused with. */
  readonly error: CognitoError | null;
}

/** The operations that a user calls by their access token. */
export type AccountOperations = {
  [K in keyof UserPoolOperations as UserPoolOperations[K]['input'] extends { AccessToken?: string }
    ? K
    : never]: {
    input: Omit<UserPoolOperations[K]['input'], 'AccessToken'>;
    output: UserPoolOperations[K]['output'];
  };
};

/** Calls an operation as the user; the access token is added. */
export type AccountCall = Call<AccountOperations>;

/** One part of the account of whoever is signed in, without React. */
export interface AccountRoom<D> {
  getSnapshot(): AccountState<D>;
  getServerSnapshot(): AccountState<D>;
  /** The first look reads what is there to be shown. */
  subscribe(listener: () => void): () => void;
  /** Reads what is there to be shown. */
  reload(): Promise<Result>;
  /**
   * Runs one action as the user, and mirrors how it went. Called again with the same input while
   * it is under way, it is the same action.
   */
  run<T>(
    action: string,
    input: unknown,
    work: (call: AccountCall) => Promise<T>,
  ): Promise<Result<T>>;
  /** Shows something else, unless nothing is shown. */
  show(change: (data: D) => D): void;
}

const EMPTY = { data: null, pending: false, error: null } as const;

/**
 * Creates a part of the account. What it shows belongs to one user: it is dropped when that user
 * is no longer signed in, and what was under way then is shown to nobody.
 *
 * @param read reads what is shown. @default - nothing is
 */
export function createAccountRoom<D>(
  internals: ClientInternals,
  read?: (call: AccountCall) => Promise<D>,
): AccountRoom<D> {
  const { store } = internals;
  const changed = createEmitter();
  const underWay = new Map<string, Promise<unknown>>();
  let state: AccountState<D> = EMPTY;
  let running = 0;
  let listeners = 0;
  let reads = 0;
  let reading = false;

  function move(next: Partial<AccountState<D>>, starts = 0): void {
    running += starts;
    state = { ...state, ...next, pending: running > 0 };
    changed.emit();
  }

  function forget(): void {
    underWay.clear();
    running = 0;
    reading = false;
    if (state !== EMPTY) move({ data: null, error: null });
    if (listeners > 0) look();
  }

  function look(): void {
    const { status } = store.getState();
    if (read === undefined || reading || state.data !== null) return;
    if (status === 'signedIn') void room.reload();
  }
  for (const event of [store.events.signedOut, store.events.userChanged, store.events.signedIn]) {
    event.add(forget);
  }

  async function perform<T>(work: (call: AccountCall) => Promise<T>): Promise<Result<T>> {
    store.open();
    const signal = store.identitySignal();
    move({ error: null }, 1);
    try {
      const data = await work(callAs(internals, signal));
      if (!signal.aborted) move({}, -1);
      return succeed(data);
    } catch (thrown) {
      if (signal.aborted) return refuse(asCognitoError(signal.reason));
      const error = asCognitoError(thrown);
      move({ error }, -1);
      return refuse(error);
    }
  }

  const room: AccountRoom<D> = {
    getSnapshot: () => state,
    getServerSnapshot: () => EMPTY,
    subscribe(listener) {
      const remove = changed.add(listener);
      listeners += 1;
      store.open();
      look();
      return () => {
        remove();
        listeners -= 1;
      };
    },
    reload() {
      reads += 1;
      const mine = reads;
      reading = true;
      return room.run('reload', mine, async (call) => {
        const signal = store.identitySignal();
        try {
          const data = await read?.(call);
          if (data !== undefined && mine === reads && !signal.aborted) move({ data });
        } finally {
          if (mine === reads) reading = false;
        }
      });
    },
    run<T>(action: string, input: unknown, work: (call: AccountCall) => Promise<T>) {
      const key = JSON.stringify([action, input]);
      const known = underWay.get(key) as Promise<Result<T>> | undefined;
      if (known !== undefined) return known;
      const result = perform(work).finally(() => {
        if (underWay.get(key) === result) underWay.delete(key);
      });
      underWay.set(key, result);
      return result;
    },
    show(change) {
      if (state.data !== null) move({ data: change(state.data) });
    },
  };
  return room;
}

/** Calls as the user who is signed in now, and as nobody else. */
function callAs({ getTokens, userPool }: ClientInternals, signal: AbortSignal): AccountCall {
  return async (operation, input, o) => {
    const tokens = await getTokens({ signal });
    signal.throwIfAborted();
    if (tokens === null) throw new CognitoError('NotSignedIn', 'nobody is signed in');
    const output = await userPool(operation, { ...input, AccessToken: tokens.accessToken }, o);
    signal.throwIfAborted(); // the answer is of a user who has left
    return output;
  };
}

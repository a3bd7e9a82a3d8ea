import type { AccountRoom, AccountState } from './account-room';
import { type ClientInternals, perClient } from './client-internals';
import { asCognitoError } from './cognito-error';
import { loadPart } from './load-part';
import { type Result, refuse } from './result';

/** What a hook looks at. */
export type RoomView<D> = Pick<AccountRoom<D>, 'getSnapshot' | 'getServerSnapshot' | 'subscribe'>;

/** A part of the account that is loaded when somebody first looks at it. */
export interface LazyRoom<D, R> extends RoomView<D> {
  /** Acts once the part is there; refused where it cannot be had. */
  use<T>(act: (room: R) => Promise<Result<T>>): Promise<Result<T>>;
}

/**
 * Makes a part of the account one for each client, loaded at the first look.
 *
 * @param load loads what creates the part
 */
export function lazyRoom<D, R extends RoomView<D>>(
  load: () => Promise<(internals: ClientInternals) => R>,
): (client: object) => LazyRoom<D, R> {
  return perClient((internals) => {
    const empty: AccountState<D> = { data: null, pending: false, error: null };
    let shown = empty;
    let room: R | undefined;
    let loading: Promise<R> | undefined;

    async function open(): Promise<R> {
      try {
        const create = await loadPart(load);
        room = create(internals);
        return room;
      } catch (thrown) {
        loading = undefined; // the next look tries again
        shown = { ...empty, error: asCognitoError(thrown) };
        throw thrown;
      }
    }

    const get = () => {
      loading ??= open();
      return loading;
    };
    return {
      getSnapshot: () => room?.getSnapshot() ?? shown,
      getServerSnapshot: () => empty,
      subscribe(listener) {
        let isListening = true;
        let stop: (() => void) | undefined;
        const follow = (opened: R) => {
          if (isListening) stop = opened.subscribe(listener);
          listener();
        };
        get().then(follow, listener);
        return () => {
          isListening = false;
          stop?.();
        };
      },
      use: (act) => get().then(act, (thrown) => refuse(asCognitoError(thrown))),
    };
  });
}

import { useMemo } from 'react';
import type { Passkey, PasskeysRoom } from './core/account-passkeys';
import type { AccountState } from './core/account-room';
import { lazyRoom } from './core/lazy-room';
import { useAccountRoom } from './useAccountRoom';
import { useCognitoClient } from './useCognitoClient';

/** The user's passkeys, and the functions that change them. */
export interface UsePasskeys
  extends Omit<AccountState<never>, 'data'>,
    Pick<PasskeysRoom, 'enrol' | 'remove' | 'reload'> {
  /** null until they were read. */
  readonly passkeys: readonly Passkey[] | null;
}

const passkeysRoom = /* @__PURE__ */ lazyRoom<readonly Passkey[], PasskeysRoom>(
  async () => (await import('./core/account-passkeys')).createPasskeysRoom,
);

/**
 * Makes, lists and removes the passkeys of whoever is signed in.
 *
 * `enrol` opens the browser's own dialogue, so call it from a click. A passkey is a way in for
 * good: on a page that stays open, let the user prove who they are first, by
 * `useSignIn({ reauthenticate: true })`.
 *
 * @example
 * const { passkeys, enrol, remove } = usePasskeys();
 * return (
 *   <>
 *     {passkeys?.map(({ id, name }) => (
 *       <button key={id} onClick={() => remove(id)}>Remove {name}</button>
 *     ))}
 *     <button onClick={enrol}>Add a passkey</button>
 *   </>
 * );
 */
export function usePasskeys(): UsePasskeys {
  const room = passkeysRoom(useCognitoClient());
  const { data: passkeys, pending, error } = useAccountRoom(room);
  const actions = useMemo(
    () =>
      ({
        enrol: () => room.use(({ enrol }) => enrol()),
        remove: (id) => room.use(({ remove }) => remove(id)),
        reload: () => room.use(({ reload }) => reload()),
      }) satisfies Partial<UsePasskeys>,
    [room],
  );
  return useMemo(
    () => ({ passkeys, pending, error, ...actions }),
    [actions, passkeys, pending, error],
  );
}

import { useCallback, useMemo } from 'react';
import type { DeletionRoom } from './core/account-deletion';
import type { AccountState } from './core/account-room';
import { lazyRoom } from './core/lazy-room';
import { useAccountRoom } from './useAccountRoom';
import { useCognitoClient } from './useCognitoClient';

/** How it went, and the function that deletes the account. */
export interface UseDeleteUser
  extends Omit<AccountState<never>, 'data'>,
    Pick<DeletionRoom, 'deleteUser'> {}

const deletionRoom = /* @__PURE__ */ lazyRoom<null, DeletionRoom>(
  async () => (await import('./core/account-deletion')).createDeletionRoom,
);

/**
 * Deletes the account of whoever is signed in, for good, and ends the session. Cognito asks for no
 * password: ask for it with `useSignIn({ reauthenticate: true })` first.
 *
 * @example
 * const { deleteUser, pending } = useDeleteUser();
 * return <button disabled={pending} onClick={() => deleteUser()}>Delete my account</button>;
 */
export function useDeleteUser(): UseDeleteUser {
  const room = deletionRoom(useCognitoClient());
  const { pending, error } = useAccountRoom(room);
  const deleteUser = useCallback(() => room.use((account) => account.deleteUser()), [room]);
  return useMemo(() => ({ pending, error, deleteUser }), [deleteUser, pending, error]);
}

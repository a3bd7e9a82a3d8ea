import { useCallback, useMemo } from 'react';
import type { PasswordRoom } from './core/account-password';
import type { AccountState } from './core/account-room';
import { lazyRoom } from './core/lazy-room';
import { useAccountRoom } from './useAccountRoom';
import { useCognitoClient } from './useCognitoClient';

/** How the last change went, and the function that changes the password. */
export interface UsePassword
  extends Omit<AccountState<never>, 'data'>,
    Pick<PasswordRoom, 'change'> {}

const passwordRoom = /* @__PURE__ */ lazyRoom<null, PasswordRoom>(
  async () => (await import('./core/account-password')).createPasswordRoom,
);

/**
 * Changes the password of whoever is signed in. A wrong current password is an error of the field
 * `password`, a refused new one of `newPassword`. Other sessions of the user go on.
 *
 * @example
 * const { change, pending, error } = usePassword();
 * return <PasswordForm onSubmit={change} disabled={pending} refused={error?.field} />;
 */
export function usePassword(): UsePassword {
  const room = passwordRoom(useCognitoClient());
  const { pending, error } = useAccountRoom(room);
  const change = useCallback<PasswordRoom['change']>(
    (input) => room.use((password) => password.change(input)),
    [room],
  );
  return useMemo(() => ({ pending, error, change }), [change, pending, error]);
}

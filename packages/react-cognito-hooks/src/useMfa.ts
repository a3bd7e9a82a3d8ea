import { useMemo } from 'react';
import type { MfaRoom } from './core/account-mfa';
import type { MfaPreference } from './core/account-profile';
import type { AccountState } from './core/account-room';
import { lazyRoom } from './core/lazy-room';
import { useAccountRoom } from './useAccountRoom';
import { useCognitoClient } from './useCognitoClient';

/** The user's second factors, and the functions that change them. */
export interface UseMfa
  extends Omit<AccountState<never>, 'data'>,
    Pick<MfaRoom, 'setUpTotp' | 'confirmTotp' | 'setPreference' | 'reload'> {
  /** null until it was read. */
  readonly preference: MfaPreference | null;
}

const mfaRoom = /* @__PURE__ */ lazyRoom<MfaPreference, MfaRoom>(
  async () => (await import('./core/account-mfa')).createMfaRoom,
);

/**
 * Sets up and chooses the second factors of whoever is signed in.
 *
 * `setUpTotp` answers the secret of an authenticator app to whoever called it and nobody else;
 * `confirmTotp` makes it the preferred factor once a code of the app is right.
 *
 * @example
 * const { preference, setUpTotp, confirmTotp } = useMfa();
 * const [uri, setUri] = useState('');
 * const start = async () => setUri(await setUpTotp().then((r) => (r.ok ? r.data.uri : '')));
 * if (uri) return <QrCode uri={uri} onCode={(code) => confirmTotp(code)} />;
 * return <button onClick={start}>{preference?.preferred ?? 'Protect your account'}</button>;
 */
export function useMfa(): UseMfa {
  const room = mfaRoom(useCognitoClient());
  const { data: preference, pending, error } = useAccountRoom(room);
  const actions = useMemo(
    () =>
      ({
        setUpTotp: () => room.use(({ setUpTotp }) => setUpTotp()),
        confirmTotp: (...input) => room.use(({ confirmTotp }) => confirmTotp(...input)),
        setPreference: (...input) => room.use(({ setPreference }) => setPreference(...input)),
        reload: () => room.use(({ reload }) => reload()),
      }) satisfies Partial<UseMfa>,
    [room],
  );
  return useMemo(
    () => ({ preference, pending, error, ...actions }),
    [actions, preference, pending, error],
  );
}

import { useSyncExternalStore } from 'react';
import { type AuthState, LOADING } from './core/auth-state';
import { useCognitoClient } from './useCognitoClient';

const getServerSnapshot = () => LOADING;

/**
 * Whether somebody is signed in: `loading`, `signedOut` with its reason, or `signedIn` with the
 * user.
 *
 * A refresh of the tokens renders nothing unless it changes the user's claims.
 *
 * @example
 * const auth = useAuth();
 * if (auth.status === 'signedIn') return <p>Hello {auth.user.email}</p>;
 */
export function useAuth(): AuthState {
  const client = useCognitoClient();
  return useSyncExternalStore(client.subscribe, client.getState, getServerSnapshot);
}

import { useCallback } from 'react';
import { internalsOf } from './core/client-internals';
import type { Result } from './core/result';
import { signOut } from './core/sign-out';
import { useCognitoClient } from './useCognitoClient';

/**
 * A function that signs out: in this browser at once and always, then at Cognito.
 *
 * `everywhere` ends the sessions of all the user's devices. AWS credentials that were handed out
 * stay valid until they expire.
 *
 * @returns refused if Cognito could not be told; the local part has succeeded even then
 * @example
 * const signOut = useSignOut();
 * return <button onClick={() => signOut()}>Sign out</button>;
 */
export function useSignOut(): (o?: { everywhere?: boolean }) => Promise<Result> {
  const client = useCognitoClient();
  return useCallback((o) => signOut(internalsOf(client), o), [client]);
}

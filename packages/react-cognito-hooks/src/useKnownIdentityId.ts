import { useCallback, useSyncExternalStore } from 'react';
import { internalsOf } from './core/client-internals';
import { useCognitoClient } from './useCognitoClient';

const getServerSnapshot = () => null;

/**
 * The identity id that this browser already knows of.
 *
 * @param userId undefined for the guest's, null for nobody's
 */
export function useKnownIdentityId(userId: string | null | undefined): string | null {
  const { identityIds } = internalsOf(useCognitoClient());
  const getSnapshot = useCallback(
    () => (userId === null ? null : (identityIds.read(userId) ?? null)),
    [identityIds, userId],
  );
  return useSyncExternalStore(identityIds.changed.add, getSnapshot, getServerSnapshot);
}

import { useEffect } from 'react';
import { useAuth } from './useAuth';
import { useCognitoClient } from './useCognitoClient';
import { useKnownIdentityId } from './useKnownIdentityId';

/**
 * The identity id of the signed-in user, or of the guest whose credentials were asked for.
 *
 * It is null until it is known; for a signed-in user it is fetched.
 */
export function useIdentityId(): string | null {
  const client = useCognitoClient();
  const auth = useAuth();
  const userId = auth.status === 'signedIn' ? auth.user.userId : undefined;
  const known = useKnownIdentityId(auth.status === 'loading' ? null : userId);
  const isWanted = userId !== undefined && known === null;
  useEffect(() => {
    if (isWanted) client.identityId().catch(() => undefined); // the next call tells what is wrong
  }, [client, isWanted]);
  return known;
}

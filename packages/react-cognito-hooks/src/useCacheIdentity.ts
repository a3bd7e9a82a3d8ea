import { useAuth } from './useAuth';
import { useKnownIdentityId } from './useKnownIdentityId';

/**
 * The first part of a cache key, so that one user never sees what was fetched for another.
 *
 * @returns `user:<sub>`, `guest:<identity id>`, or null while nobody is known
 * @example
 * const identity = useCacheIdentity();
 * const fetch = useSignedFetch();
 * useQuery({ queryKey: [identity, 'random'], queryFn: ({ signal }) => fetch('/random', { signal }) });
 */
export function useCacheIdentity(): string | null {
  const auth = useAuth();
  const guest = useKnownIdentityId(auth.status === 'signedOut' ? undefined : null);
  if (auth.status === 'signedIn') return `user:${auth.user.userId}`;
  return guest === null ? null : `guest:${guest}`;
}

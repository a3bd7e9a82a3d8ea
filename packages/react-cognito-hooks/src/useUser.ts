import type { AuthUser } from './core/auth-user';
import { useAuth } from './useAuth';

/** The signed-in user, or null: while loading and when signed out. */
export function useUser(): AuthUser | null {
  const auth = useAuth();
  return auth.status === 'signedIn' ? auth.user : null;
}

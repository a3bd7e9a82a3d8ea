import { useAuth } from 'react-cognito-hooks';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Loading } from './Loading';

/** Leads whoever is signed in to where they wanted to go, or home. */
export function SignedOutOnly() {
  const auth = useAuth();
  const { state } = useLocation();
  if (auth.status === 'loading') return <Loading />;
  if (auth.status === 'signedOut') return <Outlet />;
  return <Navigate to={returnTo(state)} replace />;
}

function returnTo(state: unknown): string {
  if (typeof state !== 'object' || state === null || !('returnTo' in state)) return '/';
  return typeof state.returnTo === 'string' ? state.returnTo : '/';
}

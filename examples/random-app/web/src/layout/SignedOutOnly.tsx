import { useAuth } from 'react-cognito-hooks';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Loading } from './Loading';
import { returnTo } from './return-to';

/** Leads whoever is signed in to where they wanted to go, or home. */
export function SignedOutOnly() {
  const auth = useAuth();
  const { state } = useLocation();
  if (auth.status === 'loading') return <Loading />;
  if (auth.status === 'signedOut') return <Outlet />;
  return <Navigate to={returnTo(state)} replace />;
}

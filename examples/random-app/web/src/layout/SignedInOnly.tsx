import { Protected } from 'react-cognito-hooks';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Loading } from './Loading';

/** Leads whoever is signed out to the sign-in page, and back afterwards. */
export function SignedInOnly() {
  const { pathname } = useLocation();
  return (
    <Protected
      loading={<Loading />}
      signedOut={<Navigate to="/sign-in" state={{ returnTo: pathname }} replace />}
    >
      <Outlet />
    </Protected>
  );
}

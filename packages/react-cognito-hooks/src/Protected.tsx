import type { ReactNode } from 'react';
import { useAuth } from './useAuth';

/** Who sees the children, and what is shown to everybody else. */
export interface ProtectedProps {
  /** The groups of which the user must be in one. @default - any signed-in user */
  anyOf?: readonly string[];
  /** Shown until it is known who is signed in. @default null */
  loading?: ReactNode;
  /** Shown to nobody in particular. @default null */
  signedOut?: ReactNode;
  /** Shown to a user who is in none of the groups. @default null */
  refused?: ReactNode;
  children: ReactNode;
}

/**
 * Shows its children to signed-in users, of certain groups if asked to.
 *
 * It hides and does not protect: whoever edits the page's script sees the children. IAM decides
 * what the API answers.
 *
 * @example
 * <Protected anyOf={['admins']} signedOut={<Navigate to="/sign-in" />} refused={<Forbidden />}>
 *   <Administration />
 * </Protected>
 */
export function Protected(props: ProtectedProps): ReactNode {
  const { anyOf, loading = null, signedOut = null, refused = null, children } = props;
  const auth = useAuth();
  if (auth.status === 'loading') return loading;
  if (auth.status === 'signedOut') return signedOut;
  const isMember = anyOf === undefined || anyOf.some((group) => auth.user.groups.includes(group));
  return isMember ? children : refused;
}

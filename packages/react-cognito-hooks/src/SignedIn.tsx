import type { ReactNode } from 'react';
import { useAuth } from './useAuth';

/** Shows its children to a signed-in user. It hides and does not protect: IAM does. */
export function SignedIn({ children }: { children: ReactNode }): ReactNode {
  return useAuth().status === 'signedIn' ? children : null;
}

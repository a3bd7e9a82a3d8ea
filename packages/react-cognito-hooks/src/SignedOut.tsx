import type { ReactNode } from 'react';
import { useAuth } from './useAuth';

/** Shows its children once it is known that nobody is signed in. */
export function SignedOut({ children }: { children: ReactNode }): ReactNode {
  return useAuth().status === 'signedOut' ? children : null;
}

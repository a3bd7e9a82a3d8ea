import type { AuthUser } from './auth-user';
import type { CognitoError } from './cognito-error';

/**
 * Why nobody is signed in.
 *
 * `none`: nobody was. `user`: signed out here. `expired`: it ran out and could not be renewed.
 * `revoked`: Cognito refused to renew it. `otherTab`: signed out in another tab.
 * `redirectRefused`: the hosted login came back with a refusal.
 */
export type SignedOutReason =
  | 'none'
  | 'user'
  | 'expired'
  | 'revoked'
  | 'otherTab'
  | 'redirectRefused';

/** Whether somebody is signed in. A refresh is no state of its own: it changes nothing here. */
export type AuthState =
  | { status: 'loading' }
  | { status: 'signedOut'; reason: SignedOutReason; error?: CognitoError }
  | { status: 'signedIn'; user: AuthUser };

/** The state before storage was read, and on a server. */
export const LOADING: AuthState = { status: 'loading' };

import type { ClientConfig } from './client-config';
import { hasShape } from './has-shape';
import { createStoredValue, type StoredValue, webStore } from './key-value-store';

/** What a tab remembers of a sign-in while it is at the hosted login. */
export interface RedirectAttempt {
  readonly state: string;
  /** The secret of PKCE, without which the code is worth nothing. */
  readonly verifier: string;
  readonly nonce: string;
  readonly redirectUri: string;
  /** Where to go once signed in, on this origin. */
  readonly returnTo: string;
}

const SHAPE = {
  state: 'string',
  verifier: 'string',
  nonce: 'string',
  redirectUri: 'string',
  returnTo: 'string',
} as const;

/** The attempt of this tab: no other tab can complete it. */
export function redirectAttempt({ userPoolClientId }: ClientConfig): StoredValue<RedirectAttempt> {
  return createStoredValue<RedirectAttempt>(
    () => webStore('session'),
    `react-cognito-hooks.${userPoolClientId}.redirect`,
    (value) => (hasShape(value, SHAPE) ? value : undefined),
  );
}

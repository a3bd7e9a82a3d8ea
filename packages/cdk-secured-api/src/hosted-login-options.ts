import type { HostedLogin } from './hosted-login';
import type { ResourceServer } from './resource-server';

/** How users sign in by pages of the user pool, and which scopes their tokens may hold. */
export interface HostedLoginOptions {
  /**
   * Sign-in pages of the user pool.
   *
   * @default - none: no domain, no callback and no OAuth flow
   */
  readonly hostedLogin?: HostedLogin;

  /**
   * APIs whose scopes clients may be allowed to ask for.
   *
   * @default - none: Cognito's own scopes only
   */
  readonly resourceServers?: ResourceServer[];
}

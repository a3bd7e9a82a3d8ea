import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { Browser } from './browser';
import type { LoginRefusal } from './login-report';
import type { LoginRequest } from './login-request';

/** What every endpoint and page of a pool's hosted login works with. */
export interface LoginContext {
  readonly backend: UserPoolBackend;
  readonly pool: UserPoolSettings;
  readonly request: LoginRequest;
  readonly browser: Browser;
  /** Tells the developer what was refused, where the answer is a page or a redirect. */
  explain(refusal: LoginRefusal): void;
}

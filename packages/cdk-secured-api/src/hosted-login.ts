import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { DomainOptions } from './domain-options';
import type { UserPoolProvider } from './user-pool-provider';

/**
 * The user pool's own sign-in pages, by the authorization code flow with PKCE: never implicit, and
 * without a client secret.
 */
export interface HostedLogin {
  /**
   * What the pages' domain begins with, unique in the region.
   *
   * @default - none: `customDomain` is given
   */
  readonly domainPrefix?: string;

  /**
   * A domain of your own instead of a prefix, such as `login.example.com`, not in `aws-us-gov`; its
   * parent domain needs an A record of its own.
   *
   * @default - none: `domainPrefix` is given
   */
  readonly customDomain?: DomainOptions;

  /**
   * Where the pages return to after a sign-in, at least one: `https`, or `http://localhost` outside
   * of a stage named `prod`.
   */
  readonly callbackUrls: string[];

  /** Where the pages return to after a sign-out, at least one, by the rules of `callbackUrls`. */
  readonly logoutUrls: string[];

  /**
   * The scopes that a client may ask for: Cognito's own, and those of `resourceServers` as
   * `identifier/scopeName`.
   *
   * `openid` must be one: the identity pool gives credentials for an id token.
   *
   * @default - openid, email, profile and aws.cognito.signin.user.admin, with a phone alias phone
   */
  readonly scopes?: string[];

  /**
   * Other ways to sign in beside the pool's own, in the order that clients offer them.
   *
   * Whoever the provider lets in becomes a user of the pool, also where `selfSignUp` is false; a
   * `preSignUp` trigger may refuse them.
   *
   * @default - none: users of the pool itself only
   */
  readonly providers?: UserPoolProvider[];

  /**
   * Whether the pages are the newer managed login, in Cognito's default branding, or the classic ones,
   * which are all that the plan LITE has.
   *
   * @default ManagedLoginVersion.NEWER_MANAGED_LOGIN
   */
  readonly managedLoginVersion?: cognito.ManagedLoginVersion;
}

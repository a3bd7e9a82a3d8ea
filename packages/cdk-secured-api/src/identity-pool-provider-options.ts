import type { SecretValue } from 'aws-cdk-lib';
import type { PrincipalTags } from './principal-tags';
import type { RoleRule } from './role-rule';

/** What the identity pool makes of a provider's tokens. */
export interface IdentityPoolProviderOptions {
  /**
   * Which users get the role of a group, at most 25 rules; the first that matches counts.
   *
   * @default - none: every user has the role of signed-in users
   */
  readonly roleRules?: RoleRule[];

  /**
   * Which claims of a token are tags of the session.
   *
   * @default - none
   */
  readonly principalTags?: PrincipalTags;
}

/** An app of Facebook or Amazon. */
export interface AppLoginOptions extends IdentityPoolProviderOptions {
  /** The id of the app at the provider. */
  readonly appId: string;
}

/** A service of Sign in with Apple. */
export interface AppleLoginOptions extends IdentityPoolProviderOptions {
  /** The Services ID. */
  readonly servicesId: string;
}

/** An app of Google. */
export interface GoogleLoginOptions extends IdentityPoolProviderOptions {
  /** The client id of the app. */
  readonly clientId: string;
}

/** An app of Twitter, whose tokens have no claims. */
export interface TwitterLoginOptions {
  /** The key of the app. */
  readonly consumerKey: string;

  /** The secret of the app, from Secrets Manager or another place that is not the template. */
  readonly consumerSecret: SecretValue;
}

/** An application of Auth0. */
export interface Auth0LoginOptions extends IdentityPoolProviderOptions {
  /** The domain of the tenant, such as `example.eu.auth0.com`. */
  readonly domain: string;

  /** The client id of the application. */
  readonly clientId: string;
}

/** Clients of an OpenID Connect provider. */
export interface OidcLoginOptions extends IdentityPoolProviderOptions {
  /** The issuer of its tokens: an `https` URL that does not end with a slash. */
  readonly issuerUrl: string;

  /** The audiences of the tokens that are taken, at least one. */
  readonly clientIds: string[];
}

import type { SecretValue } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';

/** What every provider of a user pool has. */
export interface UserPoolProviderOptions {
  /**
   * Which attributes users get from the provider, at each sign-in anew.
   *
   * The client must be able to write them, so users can then change them themselves until the next
   * sign-in; a mapped address is unverified unless `emailVerified` is mapped, too.
   *
   * @default - the e-mail address
   */
  readonly attributeMapping?: cognito.AttributeMapping;
}

/** An app of Google or Amazon. */
export interface SocialProviderOptions extends UserPoolProviderOptions {
  /** The id of the app at the provider. */
  readonly clientId: string;

  /** The secret of the app, from Secrets Manager or another place that is not the template. */
  readonly clientSecret: SecretValue;

  /**
   * What is asked of the provider about the user.
   *
   * @default - what it takes to know the e-mail address
   */
  readonly scopes?: string[];
}

/** An app of Facebook. */
export interface FacebookProviderOptions extends SocialProviderOptions {
  /**
   * The version of Facebook's API, such as `v21.0`.
   *
   * @default - the one that Cognito takes
   */
  readonly apiVersion?: string;
}

/** A service of Sign in with Apple. */
export interface AppleProviderOptions extends UserPoolProviderOptions {
  /** The Services ID. */
  readonly servicesId: string;

  /** The id of the developer team. */
  readonly teamId: string;

  /** The id of the private key. */
  readonly keyId: string;

  /** The private key, from Secrets Manager or another place that is not the template. */
  readonly privateKey: SecretValue;

  /**
   * What is asked of Apple about the user.
   *
   * @default - email and name
   */
  readonly scopes?: string[];
}

/** A client of an OpenID Connect provider. */
export interface OidcProviderOptions extends UserPoolProviderOptions {
  /** What users and URLs call the provider: 3 to 32 characters. */
  readonly name: string;

  /** The issuer of its tokens: an `https` URL that does not end with a slash. */
  readonly issuerUrl: string;

  /** The id of the client at the provider. */
  readonly clientId: string;

  /** The secret of the client, from Secrets Manager or another place that is not the template. */
  readonly clientSecret: SecretValue;

  /**
   * What is asked of the provider about the user.
   *
   * @default - openid and email
   */
  readonly scopes?: string[];

  /**
   * Where the provider answers, if its discovery document does not say.
   *
   * @default - by the discovery document of the issuer
   */
  readonly endpoints?: cognito.OidcEndpoints;
}

/** A SAML provider. */
export interface SamlProviderOptions extends UserPoolProviderOptions {
  /** What users and URLs call the provider: 3 to 32 characters. */
  readonly name: string;

  /** What the provider says of itself, by an `https` URL or as XML. */
  readonly metadata: cognito.UserPoolIdentityProviderSamlMetadata;

  /**
   * Domains of e-mail addresses, or other names, by which the hosted pages choose the provider.
   *
   * @default - none: users choose it by its name
   */
  readonly identifiers?: string[];

  /**
   * Whether a sign-out of the hosted pages signs out of the provider as well.
   *
   * @default true
   */
  readonly signOut?: boolean;

  /**
   * Whether the provider must encrypt what it says of users.
   *
   * @default false
   */
  readonly encryptedResponses?: boolean;
}

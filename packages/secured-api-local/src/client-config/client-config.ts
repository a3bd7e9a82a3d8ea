// Generated from client-config.v1.json by scripts/generate-client-config.mjs.

/**
 * The non-secret values that a browser needs to sign users in and to call the APIs.
 */
export interface ClientConfig {
  /**
   * The version of this format.
   */
  version: 1;
  /**
   * The AWS region of the user pool and the identity pool.
   */
  region: string;
  /**
   * The id of the user pool, such as us-east-1_AbCdEf123.
   */
  userPoolId: string;
  /**
   * The id of the user pool's app client, which has no secret.
   */
  userPoolClientId: string;
  /**
   * The id of the identity pool, such as us-east-1:6f1d2c3b-0000-4000-8000-000000000000.
   */
  identityPoolId: string;
  /**
   * The APIs by the construct id that they have in the CDK app.
   */
  apis: {
    [k: string]: ApiConfig;
  };
  /**
   * Whether the identity pool gives credentials to visitors who are not signed in.
   */
  guests: boolean;
  signIn: SignInConfig;
  /**
   * How a new address is verified: by a code that the user types, or by a link.
   */
  verification: 'code' | 'link';
  passwordPolicy: PasswordPolicyConfig;
  hostedLogin?: HostedLoginConfig;
  endpoints?: EndpointsConfig;
  /**
   * The page of the local runtime with inbox, users and requests; absent on AWS.
   */
  developerConsole?: string;
}
/**
 * Where one API answers.
 */
export interface ApiConfig {
  /**
   * The API's URL with its stage or base path, if it has one, and without a trailing slash.
   */
  url: string;
  /**
   * The AWS region that requests to this API are signed for.
   */
  region: string;
}
/**
 * How users sign up and sign in.
 */
export interface SignInConfig {
  /**
   * What a user may sign in with, in the user pool's attribute names.
   *
   * @minItems 1
   */
  identifiers: ('email' | 'phone_number' | 'username' | 'preferred_username')[];
  /**
   * Whether visitors may create their own account.
   */
  selfSignUp: boolean;
  /**
   * The authentication flows that the app client accepts.
   */
  flows: ('USER_SRP_AUTH' | 'USER_PASSWORD_AUTH' | 'USER_AUTH' | 'CUSTOM_AUTH')[];
  /**
   * Whether a second factor is never asked for, offered, or required.
   */
  mfa: 'OFF' | 'OPTIONAL' | 'ON';
  /**
   * The domain that passkeys are bound to; absent where passkeys are off.
   */
  passkeyRelyingPartyId?: string;
}
/**
 * What the user pool asks of a password.
 */
export interface PasswordPolicyConfig {
  /**
   * The least number of characters.
   */
  minLength: number;
  /**
   * The classes of which a password holds at least one character each.
   */
  requires: ('lowercase' | 'uppercase' | 'numbers' | 'symbols')[];
}
/**
 * The user pool's hosted sign-in pages; absent where they are off.
 */
export interface HostedLoginConfig {
  /**
   * The origin of the hosted pages.
   */
  url: string;
  /**
   * The URLs that the hosted pages may return to after sign-in.
   *
   * @minItems 1
   */
  redirectSignIn: string[];
  /**
   * The URLs that the hosted pages may return to after sign-out.
   */
  redirectSignOut: string[];
  /**
   * The OAuth scopes that the app client may ask for.
   */
  scopes: string[];
  /**
   * The identity providers that the hosted pages offer, by their Cognito names.
   */
  providers: string[];
}
/**
 * Where Cognito answers when it is not AWS: only a local runtime sets this.
 */
export interface EndpointsConfig {
  /**
   * The URL that user pool operations are posted to.
   */
  userPool: string;
  /**
   * The URL that identity pool operations are posted to.
   */
  identityPool: string;
}

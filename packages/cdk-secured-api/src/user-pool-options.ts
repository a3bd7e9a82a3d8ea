import type { Duration } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { CognitoTriggers } from './cognito-triggers';

/** How users sign up and sign in. */
export interface UserPoolOptions {
  /** Whether visitors may create their own account; it has no default, because both are common. */
  readonly selfSignUp: boolean;

  /**
   * What users sign in with.
   *
   * A phone alias makes a role that sends SMS, which cost money and start in a sandbox.
   *
   * @default { email: true }
   */
  readonly signInAliases?: cognito.SignInAliases;

  /**
   * The Lambda triggers of the user pool.
   *
   * @default - no triggers
   */
  readonly triggers?: CognitoTriggers;

  /**
   * The key by which codes reach `customEmailSender` and `customSmsSender`.
   *
   * @default - no key
   */
  readonly customSenderKmsKey?: kms.IKey;

  /**
   * What a password must hold, laid over this library's policy.
   *
   * @default - 12 characters of all four classes, temporary passwords for 7 days
   */
  readonly passwordPolicy?: cognito.PasswordPolicy;

  /**
   * Whether users need a second factor, by an authenticator app.
   *
   * @default Mfa.OPTIONAL
   */
  readonly mfa?: cognito.Mfa;

  /**
   * Turns refresh token rotation on: how long, up to a minute, the previous token still works.
   *
   * Cognito then refuses `REFRESH_TOKEN_AUTH`: clients refresh by `GetTokensFromRefreshToken`.
   *
   * @default - refresh tokens do not rotate
   */
  readonly refreshTokenRotationGracePeriod?: Duration;
}

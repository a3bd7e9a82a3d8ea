import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { AppClientOptions } from './app-client-options';
import type { CognitoTriggers } from './cognito-triggers';

/** How users sign up and sign in. */
export interface UserPoolOptions extends AppClientOptions {
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
   * The standard attributes that every user must have, or that never change.
   *
   * None of it can be changed once the pool is deployed.
   *
   * @default - none is required, all are mutable
   */
  readonly standardAttributes?: cognito.StandardAttributes;

  /**
   * Attributes of your own, by their names without `custom:`; readable and not writable by clients
   * that do not say otherwise.
   *
   * They can be added to, and neither changed nor removed, once the pool is deployed.
   *
   * @default - none
   */
  readonly customAttributes?: { [name: string]: cognito.ICustomAttribute };
}

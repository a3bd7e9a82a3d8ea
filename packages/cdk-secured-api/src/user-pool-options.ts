import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { AppClientOptions } from './app-client-options';
import type { CognitoTriggers } from './cognito-triggers';
import type { EntryOptions } from './entry-options';
import type { MessageOptions } from './message-options';
import type { SignInOptions } from './sign-in-options';

/** How users sign up and sign in. */
export interface UserPoolOptions extends SignInOptions, MessageOptions, AppClientOptions {
  /** Whether visitors may create their own account; it has no default, because both are common. */
  readonly selfSignUp: boolean;

  /**
   * The Lambda triggers of the user pool.
   *
   * @default - no triggers
   */
  readonly triggers?: CognitoTriggers;

  /**
   * Options of every `TriggerHandler.fromEntry`, over which each handler's own are laid; variables of
   * the environment one by one.
   *
   * @default - none
   */
  readonly triggerDefaults?: EntryOptions;

  /**
   * The version of the event that `preTokenGeneration` gets: from 2 on it changes access tokens too,
   * from 3 on also those of machines.
   *
   * @default LambdaVersion.V1_0
   */
  readonly preTokenGenerationVersion?: cognito.LambdaVersion;

  /**
   * The key by which codes reach `customEmailSender` and `customSmsSender`, whose functions may
   * decrypt by it.
   *
   * @default - no key: it costs money, and the senders ask for one
   */
  readonly customSenderKmsKey?: kms.IKey;

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

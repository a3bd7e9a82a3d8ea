import type { TriggerHandler } from './trigger-handler';

/**
 * The Lambda triggers of a user pool, by AWS's names.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export interface CognitoTriggers {
  /**
   * Creates a challenge of the custom flow.
   * @default - no trigger
   */
  readonly createAuthChallenge?: TriggerHandler;

  /**
   * Sends e-mails in place of Cognito; needs `customSenderKmsKey`.
   * @default - no trigger
   */
  readonly customEmailSender?: TriggerHandler;

  /**
   * Words the messages that Cognito sends.
   * @default - no trigger
   */
  readonly customMessage?: TriggerHandler;

  /**
   * Sends SMS in place of Cognito; needs `customSenderKmsKey`.
   * @default - no trigger
   */
  readonly customSmsSender?: TriggerHandler;

  /**
   * Decides the next challenge of the custom flow.
   * @default - no trigger
   */
  readonly defineAuthChallenge?: TriggerHandler;

  /**
   * Runs after a sign-in.
   * @default - no trigger
   */
  readonly postAuthentication?: TriggerHandler;

  /**
   * Runs after a user confirmed the account or a new password.
   * @default - no trigger
   */
  readonly postConfirmation?: TriggerHandler;

  /**
   * Allows or refuses a sign-in before the password is checked.
   * @default - no trigger
   */
  readonly preAuthentication?: TriggerHandler;

  /**
   * Allows, refuses or confirms a sign-up.
   * @default - no trigger
   */
  readonly preSignUp?: TriggerHandler;

  /**
   * Changes the claims of tokens; of which ones, `preTokenGenerationVersion` says.
   * @default - no trigger
   */
  readonly preTokenGeneration?: TriggerHandler;

  /**
   * Brings a user over from another directory at sign-in or forgotten password.
   * @default - no trigger
   */
  readonly userMigration?: TriggerHandler;

  /**
   * Judges the answer to a challenge of the custom flow.
   * @default - no trigger
   */
  readonly verifyAuthChallengeResponse?: TriggerHandler;
}

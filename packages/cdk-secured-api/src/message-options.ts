import type * as cognito from 'aws-cdk-lib/aws-cognito';

/** What Cognito writes to users, and from where. */
export interface MessageOptions {
  /**
   * The SES identity that e-mails are sent from; it must be verified before the stack is deployed.
   *
   * @default - Cognito's own address, which sends 50 e-mails a day
   */
  readonly sesSender?: cognito.UserPoolSESOptions;

  /**
   * How addresses are verified: by a code or, for e-mail, by a link, and in which words.
   *
   * A link needs the domain of hosted login; a changed address is verified by a code all the same.
   *
   * @default - a code, in words of aws-cdk-lib
   */
  readonly userVerification?: cognito.UserVerificationConfig;

  /**
   * The words to a user whom an administrator made, with `{username}` and `{####}`, the password.
   *
   * @default - Cognito's own words
   */
  readonly userInvitation?: cognito.UserInvitationConfig;

  /**
   * The SMS that carries a sign-in code, with `{####}` in its place.
   *
   * @default - Cognito's own words
   */
  readonly smsAuthenticationMessage?: string;

  /**
   * The e-mail that carries a sign-in code, with `{####}` in its place.
   *
   * @default - Cognito's own words
   */
  readonly emailAuthenticationMessage?: string;

  /**
   * The subject of the e-mail that carries a sign-in code.
   *
   * @default - Cognito's own words
   */
  readonly emailAuthenticationSubject?: string;
}

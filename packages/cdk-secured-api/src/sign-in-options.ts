import type * as cognito from 'aws-cdk-lib/aws-cognito';

/** What users sign in with, and what guards it. */
export interface SignInOptions {
  /**
   * What users sign in with.
   *
   * A phone alias makes a role that sends SMS, which cost money and start in a sandbox.
   *
   * @default { email: true }
   */
  readonly signInAliases?: cognito.SignInAliases;

  /**
   * Whether users need a second factor.
   *
   * @default Mfa.OPTIONAL
   */
  readonly mfa?: cognito.Mfa;

  /**
   * The second factors that users may take: an authenticator app (`otp`), SMS, e-mail.
   *
   * SMS makes the role that sends them. E-mail asks for `sesSender`, for another factor beside it and
   * for a recovery that is not by e-mail alone.
   *
   * @default { otp: true, sms: false }
   */
  readonly mfaSecondFactor?: cognito.MfaSecondFactor;

  /**
   * What users may sign in with first: a password and, by choice, a one-time code or a passkey.
   *
   * Anything beside the password turns on the flow `USER_AUTH`. One-time codes cannot stand beside
   * `mfa: Mfa.REQUIRED`.
   *
   * @default { password: true }
   */
  readonly allowedFirstAuthFactors?: cognito.AllowedFirstAuthFactors;

  /**
   * The domain that passkeys are bound to, for good: another one makes every passkey useless.
   *
   * A suffix of the site's host, such as `example.com`; with hosted login at a domain of your own,
   * that domain.
   *
   * @default - none: passkeys ask for it
   */
  readonly passkeyRelyingPartyId?: string;

  /**
   * Whether a passkey asks for a PIN or a biometric; with `mfa: Mfa.REQUIRED` it must, and is then
   * both factors at once.
   *
   * @default PasskeyUserVerification.REQUIRED where passkeys are allowed
   */
  readonly passkeyUserVerification?: cognito.PasskeyUserVerification;

  /**
   * Where the code for a forgotten password goes.
   *
   * @default - by e-mail; by phone only where users have no e-mail, or get a second factor by it
   */
  readonly accountRecovery?: cognito.AccountRecovery;

  /**
   * What a password must hold, laid over this library's policy.
   *
   * @default - 12 characters of all four classes, temporary passwords for 7 days, no history
   */
  readonly passwordPolicy?: cognito.PasswordPolicy;

  /**
   * Whether Cognito remembers users' devices, and spares remembered ones the second factor.
   *
   * @default - no device is remembered
   */
  readonly deviceTracking?: cognito.DeviceTracking;

  /**
   * The plan, by which AWS charges each active user.
   *
   * LITE has no sign-in by choice, no second factor by e-mail, no password history and no
   * `preTokenGeneration` of access tokens; PLUS alone has threat protection.
   *
   * @default FeaturePlan.ESSENTIALS
   */
  readonly featurePlan?: cognito.FeaturePlan;

  /**
   * What is done about compromised passwords and risky sign-ins.
   *
   * @default StandardThreatProtectionMode.FULL_FUNCTION in the plan PLUS, which the others lack
   */
  readonly standardThreatProtectionMode?: cognito.StandardThreatProtectionMode;

  /**
   * What is done about risky sign-ins of the custom flow; for the plan PLUS.
   *
   * @default - nothing
   */
  readonly customThreatProtectionMode?: cognito.CustomThreatProtectionMode;
}

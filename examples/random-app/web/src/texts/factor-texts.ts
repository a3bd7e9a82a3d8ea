import type { FirstFactor, MfaKind } from 'react-cognito-hooks';

const SECOND_FACTORS: Readonly<Record<MfaKind, string>> = {
  SOFTWARE_TOKEN_MFA: 'A code from your authenticator app',
  SMS_MFA: 'A code to your phone',
  EMAIL_OTP: 'A code to your e-mail address',
};

const FIRST_FACTORS: Readonly<Record<FirstFactor, string>> = {
  PASSWORD: 'Your password',
  PASSWORD_SRP: 'Your password',
  EMAIL_OTP: 'A code to your e-mail address',
  SMS_OTP: 'A code to your phone',
  WEB_AUTHN: 'A passkey',
};

const OTHER_FACTORS: Readonly<Record<FirstFactor, string>> = {
  PASSWORD: 'Use your password',
  PASSWORD_SRP: 'Use your password',
  EMAIL_OTP: 'Get a code by e-mail',
  SMS_OTP: 'Get a code by text message',
  WEB_AUTHN: 'Use a passkey',
};

/** What people read of a second factor. */
export const secondFactorText = (kind: MfaKind): string => SECOND_FACTORS[kind];

/** What people read of a way to sign in. */
export const firstFactorText = (factor: FirstFactor): string => FIRST_FACTORS[factor];

/** What the button of a way to sign in says that stands beside the usual one. */
export const otherFactorText = (factor: FirstFactor): string => OTHER_FACTORS[factor];

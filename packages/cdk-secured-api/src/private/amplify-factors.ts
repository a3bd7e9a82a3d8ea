import type { UserPoolSettings } from './user-pool-settings';

/** The factors of a sign-in, by the names of an `amplify_outputs.json`. */
export function amplifyFactorsOf({ mfa, secondFactors, firstFactors, passkeys }: UserPoolSettings) {
  const hasChoice = firstFactors.emailOtp || firstFactors.smsOtp || firstFactors.passkey;
  return {
    mfa_configuration: { OFF: 'NONE', OPTIONAL: 'OPTIONAL', ON: 'REQUIRED' }[mfa],
    mfa_methods: [
      ...(secondFactors.otp ? ['TOTP'] : []),
      ...(secondFactors.sms ? ['SMS'] : []),
      ...(secondFactors.email ? ['EMAIL'] : []),
    ],
    passwordless: hasChoice
      ? {
          email_otp_enabled: firstFactors.emailOtp,
          sms_otp_enabled: firstFactors.smsOtp,
          web_authn: passkeys && {
            relying_party_id: passkeys.relyingPartyId,
            user_verification: passkeys.userVerification,
          },
        }
      : undefined,
  };
}

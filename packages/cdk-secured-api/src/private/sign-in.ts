import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { UserPoolOptions } from '../user-pool-options';
import { type Addresses, recoveryOf } from './account-recovery';
import { DEFAULTS } from './defaults';
import { featurePlanOf, threatProtectionOf } from './feature-plan';
import { firstFactorsOf, type Passkeys, passkeysOf } from './first-factors';
import { passwordPolicyOf } from './password-policy';
import { secondFactorsOf } from './second-factors';
import { assertAliases } from './sign-in-aliases';

/** How users sign in: what was said and this library's defaults, found to fit each other. */
export interface SignIn {
  readonly aliases: cognito.SignInAliases;
  readonly mfa: cognito.Mfa;
  readonly secondFactors: Required<cognito.MfaSecondFactor>;
  readonly firstFactors: Required<cognito.AllowedFirstAuthFactors>;
  /** Whether users choose their first factor. */
  readonly hasChoice: boolean;
  readonly passkeys?: Passkeys;
  /** What Cognito verifies, and sends codes to. */
  readonly addresses: Addresses;
  readonly passwordPolicy: cognito.PasswordPolicy;
}

/** Fails where AWS would refuse what was said, or nobody could sign in. */
export function signInOf(options: UserPoolOptions, scope: IConstruct): SignIn {
  const aliases: cognito.SignInAliases = options.signInAliases ?? DEFAULTS.signInAliases;
  const mfa = options.mfa ?? DEFAULTS.mfa;
  assertAliases(aliases, scope);
  const { mfaSecondFactor, sesSender } = options;
  const secondFactors = secondFactorsOf(
    { mfa, mfaSecondFactor, hasSesSender: sesSender !== undefined },
    scope,
  );
  const firstFactors = firstFactorsOf(options, mfa, scope);
  return {
    aliases,
    mfa,
    secondFactors,
    firstFactors,
    hasChoice: firstFactors.emailOtp || firstFactors.smsOtp || firstFactors.passkey,
    passkeys: passkeysOf(options, mfa, scope),
    addresses: {
      // A pool whose users have no address to sign in with is given their e-mail.
      email: Boolean(
        aliases.email || !aliases.phone || secondFactors.email || firstFactors.emailOtp,
      ),
      phone: Boolean(aliases.phone || secondFactors.sms || firstFactors.smsOtp),
    },
    passwordPolicy: passwordPolicyOf(options.passwordPolicy, scope),
  };
}

/** What the pool's own resource says of a sign-in. */
export function signInPropsOf(
  signIn: SignIn,
  options: UserPoolOptions,
  scope: IConstruct,
): cognito.UserPoolProps {
  const { addresses, aliases, mfa, passkeys, secondFactors } = signIn;
  const featurePlan = featurePlanOf(options, scope);
  return {
    signInAliases: aliases,
    signInCaseSensitive: false,
    autoVerify: addresses,
    // The old address stays until the new one is verified: a typing error locks nobody out.
    keepOriginal: addresses,
    accountRecovery: recoveryOf(
      {
        addresses,
        secondFactors: { email: secondFactors.email, phone: secondFactors.sms },
        accountRecovery: options.accountRecovery,
      },
      scope,
    ),
    mfa,
    mfaSecondFactor: mfa === cognito.Mfa.OFF ? undefined : secondFactors,
    signInPolicy: signIn.hasChoice ? { allowedFirstAuthFactors: signIn.firstFactors } : undefined,
    passkeyRelyingPartyId: passkeys?.relyingPartyId,
    passkeyUserVerification: passkeys?.userVerification,
    passwordPolicy: signIn.passwordPolicy,
    deviceTracking: options.deviceTracking,
    featurePlan,
    ...threatProtectionOf(options, featurePlan),
  };
}

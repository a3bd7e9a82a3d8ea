import { Token } from 'aws-cdk-lib';
import {
  type AllowedFirstAuthFactors,
  Mfa,
  PasskeyUserVerification,
} from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { SignInOptions } from '../sign-in-options';
import { refusal } from './refusal';

/** A host name in lower case, without scheme, port or path. */
const RELYING_PARTY =
  /^(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** How a pool takes passkeys. */
export interface Passkeys {
  readonly relyingPartyId: string;
  readonly userVerification: PasskeyUserVerification;
  /** Set where a passkey must be both factors at once. */
  readonly factorConfiguration?: 'MULTI_FACTOR_WITH_USER_VERIFICATION';
}

/** What users may sign in with first; fails for what Cognito refuses. */
export function firstFactorsOf(
  { allowedFirstAuthFactors }: SignInOptions,
  mfa: Mfa,
  scope: IConstruct,
): Required<AllowedFirstAuthFactors> {
  const factors = {
    emailOtp: false,
    smsOtp: false,
    passkey: false,
    ...(allowedFirstAuthFactors ?? { password: true }),
  };
  if (!factors.password) {
    throw refusal(
      'PasswordFactorMissing',
      'allowedFirstAuthFactors.password is false, every user pool takes passwords, set it to true',
      scope,
    );
  }
  const code = (['emailOtp', 'smsOtp'] as const).find((name) => factors[name]);
  if (mfa !== Mfa.REQUIRED || code === undefined) return factors;
  throw refusal(
    'FirstFactorBesideMfa',
    `allowedFirstAuthFactors.${code} cannot stand beside mfa REQUIRED, which it would pass by: set ` +
      'mfa to OPTIONAL, or allow passkeys instead',
    scope,
  );
}

/** How passkeys are taken, if they are; fails for settings that do not fit. */
export function passkeysOf(
  options: SignInOptions,
  mfa: Mfa,
  scope: IConstruct,
): Passkeys | undefined {
  const { passkeyRelyingPartyId: relyingPartyId, passkeyUserVerification } = options;
  if (!options.allowedFirstAuthFactors?.passkey) {
    assertUnused({ passkeyRelyingPartyId: relyingPartyId, passkeyUserVerification }, scope);
    return undefined;
  }
  const userVerification = passkeyUserVerification ?? PasskeyUserVerification.REQUIRED;
  if (mfa === Mfa.REQUIRED && userVerification !== PasskeyUserVerification.REQUIRED) {
    throw refusal(
      'PasskeyVerificationMissing',
      `passkeyUserVerification is ${userVerification} while mfa is REQUIRED, a passkey is both ` +
        'factors only with verification: leave it out, or set mfa to OPTIONAL',
      scope,
    );
  }
  return {
    relyingPartyId: checkedRelyingParty(relyingPartyId, scope),
    userVerification,
    ...(mfa === Mfa.REQUIRED && { factorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' }),
  };
}

function assertUnused(settings: Readonly<Record<string, unknown>>, scope: IConstruct): void {
  const given = Object.keys(settings).find((prop) => settings[prop] !== undefined);
  if (given === undefined) return;
  throw refusal(
    'PasskeySettingUnused',
    `${given} is set while users cannot sign in by passkey, set allowedFirstAuthFactors.passkey ` +
      'or leave it out',
    scope,
  );
}

function checkedRelyingParty(relyingPartyId: string | undefined, scope: IConstruct): string {
  if (relyingPartyId === undefined) {
    throw refusal(
      'RelyingPartyMissing',
      'passkeys are bound to a domain for good: set passkeyRelyingPartyId to the host of your ' +
        "site or a suffix of it, such as 'example.com'",
      scope,
    );
  }
  if (!Token.isUnresolved(relyingPartyId) && RELYING_PARTY.test(relyingPartyId)) {
    return relyingPartyId;
  }
  throw refusal(
    'RelyingPartyMalformed',
    `passkeyRelyingPartyId is '${relyingPartyId}', write a literal host name in lower case of at ` +
      "most 63 characters, without scheme and port, such as 'example.com'",
    scope,
  );
}

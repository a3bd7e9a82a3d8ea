import { Mfa, type MfaSecondFactor } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { DEFAULTS } from './defaults';
import { refusal } from './refusal';

export interface SecondFactorOptions {
  readonly mfa: Mfa;
  readonly mfaSecondFactor?: MfaSecondFactor;
  /** Whether e-mails go out by an SES identity of the account. */
  readonly hasSesSender: boolean;
}

/** The second factors of a pool, none without MFA; fails for what AWS refuses. */
export function secondFactorsOf(
  { mfa, mfaSecondFactor, hasSesSender }: SecondFactorOptions,
  scope: IConstruct,
): Required<MfaSecondFactor> {
  if (mfa === Mfa.OFF) {
    assertUnused(mfaSecondFactor, scope);
    return { otp: false, sms: false, email: false };
  }
  const factors = { email: false, ...(mfaSecondFactor ?? DEFAULTS.mfaSecondFactor) };
  assertNotEmpty(factors, mfa, scope);
  if (factors.email) assertEmailWorks(factors, hasSesSender, scope);
  return factors;
}

function assertUnused(given: MfaSecondFactor | undefined, scope: IConstruct): void {
  if (given === undefined || !(given.otp || given.sms || given.email)) return;
  throw refusal(
    'SecondFactorUnused',
    'mfaSecondFactor turns factors on while mfa is OFF, set mfa to OPTIONAL or leave it out',
    scope,
  );
}

function assertNotEmpty(factors: MfaSecondFactor, mfa: Mfa, scope: IConstruct): void {
  if (factors.otp || factors.sms || factors.email) return;
  throw refusal(
    'SecondFactorMissing',
    `mfaSecondFactor turns every factor off while mfa is ${mfa}, turn on one of otp, sms and ` +
      'email, or set mfa to OFF',
    scope,
  );
}

/** @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2221 */
function assertEmailWorks(factors: MfaSecondFactor, hasSesSender: boolean, scope: IConstruct) {
  if (!factors.otp && !factors.sms) {
    throw refusal(
      'SecondFactorEmailAlone',
      'mfaSecondFactor.email stands alone, with which CloudFormation creates no user pool, set ' +
        'otp: true as well',
      scope,
    );
  }
  if (!hasSesSender) {
    throw refusal(
      'SesSenderMissing',
      'mfaSecondFactor.email is sent from an SES identity of your own only, set sesSender',
      scope,
    );
  }
}

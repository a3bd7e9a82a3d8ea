import { Template } from 'aws-cdk-lib/assertions';
import { AccountRecovery, FeaturePlan, Mfa } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import type { CognitoAuthProps } from '../src';
import { newAuth, newStack, poolOf } from './fixtures';

const ENV = { region: 'eu-west-1' };
const SES = { sesSender: { fromEmail: 'hello@example.com', sesRegion: 'eu-west-1' } };

function smsRolesOf(props: Partial<CognitoAuthProps>): number {
  const stack = newStack();
  newAuth(stack, props);
  return Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Role')).filter((id) =>
    id.includes('SmsRole'),
  ).length;
}

describe('second factors', () => {
  test('are an authenticator app alone by default', () => {
    expect(poolOf({ mfa: Mfa.REQUIRED })).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
  });

  test('are none where mfa is OFF', () => {
    const pool = poolOf({ mfa: Mfa.OFF });

    expect(pool.MfaConfiguration).toBe('OFF');
    expect(pool.EnabledMfas).toBeUndefined();
  });

  test('by SMS bring the role that sends them, and numbers that are verified', () => {
    const mfaSecondFactor = { otp: true, sms: true };

    const pool = poolOf({ mfaSecondFactor });

    expect(pool.EnabledMfas).toEqual(['SMS_MFA', 'SOFTWARE_TOKEN_MFA']);
    expect(pool.SmsConfiguration).toBeDefined();
    expect(pool.AutoVerifiedAttributes).toEqual(['email', 'phone_number']);
    expect(pool.UsernameAttributes).toEqual(['email']);
    expect(smsRolesOf({ mfaSecondFactor })).toBe(1);
    expect(smsRolesOf({})).toBe(0);
  });

  test('by e-mail are sent from SES, and recovery falls back to the phone', () => {
    const stack = newStack({ env: ENV });
    newAuth(stack, {
      signInAliases: { email: true, phone: true },
      mfaSecondFactor: { otp: true, sms: false, email: true },
      sesSender: { fromEmail: 'hello@example.com' },
    });

    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPool', {
      EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
      EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', From: 'hello@example.com' },
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: 'verified_email', Priority: 1 },
          { Name: 'verified_phone_number', Priority: 2 },
        ],
      },
    });
  });

  test.each<[string, Partial<CognitoAuthProps>, string]>([
    [
      'named while mfa is OFF',
      { mfa: Mfa.OFF, mfaSecondFactor: { otp: true, sms: false } },
      'SecondFactorUnused: mfaSecondFactor turns factors on while mfa is OFF',
    ],
    [
      'all off while mfa is not',
      { mfa: Mfa.REQUIRED, mfaSecondFactor: { otp: false, sms: false } },
      'SecondFactorMissing: mfaSecondFactor turns every factor off while mfa is ON, turn on one ' +
        'of otp, sms and email, or set mfa to OFF [Stack/Auth]',
    ],
    [
      'by e-mail alone',
      { ...SES, mfaSecondFactor: { otp: false, sms: false, email: true } },
      'SecondFactorEmailAlone: mfaSecondFactor.email stands alone',
    ],
    [
      'by e-mail without a sender',
      { mfaSecondFactor: { otp: true, sms: false, email: true } },
      'SesSenderMissing: mfaSecondFactor.email is sent from an SES identity of your own only, ' +
        'set sesSender [Stack/Auth]',
    ],
    [
      'by e-mail in the plan LITE',
      {
        ...SES,
        featurePlan: FeaturePlan.LITE,
        mfaSecondFactor: { otp: true, sms: false, email: true },
      },
      'FeatureNotInPlan: mfaSecondFactor.email needs the plan ESSENTIALS or PLUS',
    ],
  ])('fail where they are %s', (_, props, message) => {
    expect(() => poolOf(props)).toThrow(message);
  });
});

describe('account recovery', () => {
  const both = { signInAliases: { email: true, phone: true } };

  test.each<[AccountRecovery, string[]]>([
    [AccountRecovery.EMAIL_ONLY, ['verified_email']],
    [AccountRecovery.PHONE_ONLY_WITHOUT_MFA, ['verified_phone_number']],
    [AccountRecovery.PHONE_WITHOUT_MFA_AND_EMAIL, ['verified_phone_number', 'verified_email']],
    [AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA, ['verified_email', 'verified_phone_number']],
    [AccountRecovery.NONE, ['admin_only']],
  ])('is by %i what the prop says', (accountRecovery, names) => {
    const { AccountRecoverySetting } = poolOf({ ...both, accountRecovery });

    expect(AccountRecoverySetting.RecoveryMechanisms).toEqual(
      names.map((Name, index) => ({ Name, Priority: index + 1 })),
    );
  });

  test('is left to Cognito’s first rule by PHONE_AND_EMAIL', () => {
    const pool = poolOf({ ...both, accountRecovery: AccountRecovery.PHONE_AND_EMAIL });

    expect(pool.AccountRecoverySetting).toBeUndefined();
  });

  test.each<[string, Partial<CognitoAuthProps>]>([
    ['EMAIL_ONLY', { ...SES, mfaSecondFactor: { otp: true, sms: false, email: true } }],
    [
      'PHONE_ONLY_WITHOUT_MFA',
      { signInAliases: { phone: true }, mfaSecondFactor: { otp: true, sms: true } },
    ],
    [
      'PHONE_AND_EMAIL',
      {
        ...both,
        mfaSecondFactor: { otp: true, sms: true },
        accountRecovery: AccountRecovery.PHONE_AND_EMAIL,
      },
    ],
  ])('fails by %s where second factors go to the same address', (name, props) => {
    expect(() => poolOf(props)).toThrow(
      `RecoveryBySecondFactor: accountRecovery is ${name} while second factors go to the same ` +
        'address, turn that factor off, give users the other address too and set ' +
        'EMAIL_AND_PHONE_WITHOUT_MFA, or set NONE: administrators reset passwords then [Stack/Auth]',
    );
  });

  test.each<[AccountRecovery, CognitoAuthProps['signInAliases'], string]>([
    [AccountRecovery.PHONE_ONLY_WITHOUT_MFA, { email: true }, 'phone'],
    [AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA, { email: true }, 'phone'],
    [AccountRecovery.EMAIL_ONLY, { phone: true }, 'email'],
  ])(
    'fails by %i for an address that users do not have',
    (accountRecovery, signInAliases, name) => {
      expect(() => poolOf({ accountRecovery, signInAliases })).toThrow(
        `RecoveryAddressMissing: accountRecovery is ${AccountRecovery[accountRecovery]}, but users ` +
          `have no verified ${name}: turn on signInAliases.${name}, or leave accountRecovery out`,
      );
    },
  );
});

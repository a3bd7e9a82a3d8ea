import { Token } from 'aws-cdk-lib';
import { FeaturePlan, Mfa, PasskeyUserVerification } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import type { CognitoAuthProps } from '../src';
import { clientOf, poolOf } from './fixtures';

const PASSKEYS = {
  allowedFirstAuthFactors: { password: true, passkey: true },
  passkeyRelyingPartyId: 'example.com',
};

describe('first factors', () => {
  test('are a password alone by default, without the flow that lets users choose', () => {
    expect(poolOf().Policies.SignInPolicy).toBeUndefined();
    expect(clientOf().ExplicitAuthFlows).not.toContain('ALLOW_USER_AUTH');
  });

  test('are one-time codes by choice, and the client has the flow', () => {
    const props = { allowedFirstAuthFactors: { password: true, emailOtp: true, smsOtp: true } };

    const pool = poolOf(props);

    expect(pool.Policies.SignInPolicy).toEqual({
      AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'],
    });
    expect(pool.AutoVerifiedAttributes).toEqual(['email', 'phone_number']);
    expect(pool.SmsConfiguration).toBeDefined();
    expect(clientOf(props).ExplicitAuthFlows).toEqual([
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_USER_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
    ]);
  });

  test('by e-mail give users of a phone alias an address to verify', () => {
    const pool = poolOf({
      signInAliases: { phone: true },
      allowedFirstAuthFactors: { password: true, emailOtp: true },
    });

    expect(pool.AutoVerifiedAttributes).toEqual(['email', 'phone_number']);
  });

  test('hold passwords, whatever else they hold', () => {
    expect(() => poolOf({ allowedFirstAuthFactors: { password: false, emailOtp: true } })).toThrow(
      'PasswordFactorMissing: allowedFirstAuthFactors.password is false, every user pool takes ' +
        'passwords, set it to true [Stack/Auth]',
    );
  });

  test.each(['emailOtp', 'smsOtp'])('fail for %s where MFA is required', (name) => {
    const allowedFirstAuthFactors = { password: true, [name]: true };

    expect(() => poolOf({ mfa: Mfa.REQUIRED, allowedFirstAuthFactors })).toThrow(
      `FirstFactorBesideMfa: allowedFirstAuthFactors.${name} cannot stand beside mfa REQUIRED`,
    );
  });

  test.each(['emailOtp', 'smsOtp', 'passkey'])('fail for %s in the plan LITE', (name) => {
    const allowedFirstAuthFactors = { password: true, [name]: true };
    const passkeyRelyingPartyId = name === 'passkey' ? 'example.com' : undefined;

    expect(() =>
      poolOf({ allowedFirstAuthFactors, passkeyRelyingPartyId, featurePlan: FeaturePlan.LITE }),
    ).toThrow(
      'FeatureNotInPlan: allowedFirstAuthFactors needs the plan ESSENTIALS or PLUS, featurePlan ' +
        'is LITE: set it or leave allowedFirstAuthFactors out [Stack/Auth]',
    );
  });
});

describe('passkeys', () => {
  test('are verified by the device, as one factor while MFA is optional', () => {
    const pool = poolOf(PASSKEYS);

    expect(pool.Policies.SignInPolicy).toEqual({
      AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'],
    });
    expect(pool.WebAuthnRelyingPartyID).toBe('example.com');
    expect(pool.WebAuthnUserVerification).toBe('required');
    expect(pool.WebAuthnFactorConfiguration).toBeUndefined();
  });

  test('are both factors at once where MFA is required', () => {
    const pool = poolOf({ ...PASSKEYS, mfa: Mfa.REQUIRED });

    expect(pool.WebAuthnUserVerification).toBe('required');
    expect(pool.WebAuthnFactorConfiguration).toBe('MULTI_FACTOR_WITH_USER_VERIFICATION');
  });

  test('go without verification where the prop says so', () => {
    const pool = poolOf({
      ...PASSKEYS,
      passkeyUserVerification: PasskeyUserVerification.PREFERRED,
    });

    expect(pool.WebAuthnUserVerification).toBe('preferred');
  });

  test.each<[string, Partial<CognitoAuthProps>, string]>([
    [
      'without verification where MFA is required',
      {
        ...PASSKEYS,
        mfa: Mfa.REQUIRED,
        passkeyUserVerification: PasskeyUserVerification.PREFERRED,
      },
      'PasskeyVerificationMissing: passkeyUserVerification is preferred while mfa is REQUIRED',
    ],
    [
      'without a domain',
      { allowedFirstAuthFactors: { password: true, passkey: true } },
      'RelyingPartyMissing: passkeys are bound to a domain for good: set passkeyRelyingPartyId',
    ],
    [
      'whose domain is set while they are off',
      { passkeyRelyingPartyId: 'example.com' },
      'PasskeySettingUnused: passkeyRelyingPartyId is set while users cannot sign in by passkey',
    ],
    [
      'whose verification is set while they are off',
      { passkeyUserVerification: PasskeyUserVerification.PREFERRED },
      'PasskeySettingUnused: passkeyUserVerification is set while users cannot sign in by passkey',
    ],
  ])('fail %s', (_, props, message) => {
    expect(() => poolOf(props)).toThrow(message);
  });

  test.each([
    'https://example.com',
    'example.com:443',
    'Example.com',
    'example.com/',
    '-a.example',
    'a..example',
    '',
    `${'a'.repeat(60)}.com`,
    Token.asString({ Ref: 'Site' }),
  ])("fail for the domain '%s'", (passkeyRelyingPartyId) => {
    expect(() => poolOf({ ...PASSKEYS, passkeyRelyingPartyId })).toThrow(
      `RelyingPartyMalformed: passkeyRelyingPartyId is '${passkeyRelyingPartyId}', write a literal`,
    );
  });

  test.each(['localhost', 'www.example.com', 'a-b.example'])('take the domain %s', (domain) => {
    const pool = poolOf({ ...PASSKEYS, passkeyRelyingPartyId: domain });

    expect(pool.WebAuthnRelyingPartyID).toBe(domain);
  });
});

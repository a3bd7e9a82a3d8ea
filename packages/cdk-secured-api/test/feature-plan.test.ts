import { Duration } from 'aws-cdk-lib';
import {
  CustomThreatProtectionMode,
  FeaturePlan,
  type PasswordPolicy,
  StandardThreatProtectionMode,
} from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import type { CognitoAuthProps } from '../src';
import { poolOf } from './fixtures';

describe('a feature plan', () => {
  test.each(Object.values(FeaturePlan))('is %s where the prop says so', (featurePlan) => {
    expect(poolOf({ featurePlan }).UserPoolTier).toBe(featurePlan);
  });

  test('has no threat protection where it has none to give', () => {
    expect(poolOf().UserPoolAddOns).toBeUndefined();
  });

  test('has all of it in PLUS', () => {
    const pool = poolOf({ featurePlan: FeaturePlan.PLUS });

    expect(pool.UserPoolAddOns).toEqual({ AdvancedSecurityMode: 'ENFORCED' });
  });

  test('has what the props say in PLUS', () => {
    const pool = poolOf({
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.AUDIT_ONLY,
      customThreatProtectionMode: CustomThreatProtectionMode.FULL_FUNCTION,
    });

    expect(pool.UserPoolAddOns).toEqual({
      AdvancedSecurityMode: 'AUDIT',
      AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
    });
  });

  test('may say that there is no threat protection', () => {
    const standardThreatProtectionMode = StandardThreatProtectionMode.NO_ENFORCEMENT;

    expect(poolOf({ standardThreatProtectionMode }).UserPoolAddOns).toEqual({
      AdvancedSecurityMode: 'OFF',
    });
  });

  test.each<[keyof CognitoAuthProps, string]>([
    ['standardThreatProtectionMode', StandardThreatProtectionMode.AUDIT_ONLY],
    ['customThreatProtectionMode', CustomThreatProtectionMode.AUDIT_ONLY],
  ])('fails for %s outside of PLUS', (prop, mode) => {
    expect(() => poolOf({ [prop]: mode })).toThrow(
      `FeatureNotInPlan: ${prop} needs the plan PLUS, featurePlan is ESSENTIALS: set it or leave ` +
        `${prop} out [Stack/Auth]`,
    );
  });
});

describe('a password policy', () => {
  test('changes what it names and nothing else', () => {
    const { Policies } = poolOf({
      passwordPolicy: {
        minLength: 20,
        requireSymbols: false,
        passwordHistorySize: 24,
        tempPasswordValidity: Duration.hours(24),
      },
    });

    expect(Policies.PasswordPolicy).toEqual({
      MinimumLength: 20,
      PasswordHistorySize: 24,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: false,
      RequireUppercase: true,
      TemporaryPasswordValidityDays: 1,
    });
  });

  test.each<[string, PasswordPolicy, string]>([
    ['minLength', { minLength: 5 }, '5, Cognito takes whole numbers from 6 to 99'],
    ['minLength', { minLength: 100 }, '100, Cognito takes'],
    ['minLength', { minLength: 8.5 }, '8.5, Cognito takes'],
    ['passwordHistorySize', { passwordHistorySize: -1 }, '-1, Cognito takes whole numbers from 0'],
    ['passwordHistorySize', { passwordHistorySize: 25 }, '25, Cognito takes'],
    [
      'tempPasswordValidity',
      { tempPasswordValidity: Duration.hours(20) },
      '0.8333333333333334 days, Cognito takes whole numbers from 1 to 365',
    ],
    ['tempPasswordValidity', { tempPasswordValidity: Duration.days(366) }, '366 days, Cognito'],
  ])('fails for %s of %j', (prop, passwordPolicy, message) => {
    expect(() => poolOf({ passwordPolicy })).toThrow(
      `PasswordPolicyOutOfRange: passwordPolicy.${prop} is ${message}`,
    );
  });

  test('fails for a history in the plan LITE', () => {
    expect(() =>
      poolOf({ featurePlan: FeaturePlan.LITE, passwordPolicy: { passwordHistorySize: 1 } }),
    ).toThrow('FeatureNotInPlan: passwordPolicy.passwordHistorySize needs the plan ESSENTIALS');
  });
});

describe('device tracking', () => {
  test('is off by default', () => {
    expect(poolOf().DeviceConfiguration).toBeUndefined();
  });

  test('is what the prop says', () => {
    const deviceTracking = {
      challengeRequiredOnNewDevice: true,
      deviceOnlyRememberedOnUserPrompt: true,
    };

    expect(poolOf({ deviceTracking }).DeviceConfiguration).toEqual({
      ChallengeRequiredOnNewDevice: true,
      DeviceOnlyRememberedOnUserPrompt: true,
    });
  });
});

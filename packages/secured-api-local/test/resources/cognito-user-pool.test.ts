import { describe, expect, test } from 'vitest';
import { placeholder } from '../../src/assembly/placeholder';
import type { MfaSettings } from '../../src/cognito-idp/pool/user-pool-settings';
import { createMemoryStore } from '../../src/state/memory-store';
import { createCognito } from './cognito-fixture';

function poolWith(properties: Record<string, unknown>) {
  const { make, userPools } = createCognito();
  make('UserPool', properties);
  return userPools.pools()[0];
}

describe('AWS::Cognito::UserPool', () => {
  test('gives the id and attributes of AWS', () => {
    const { make } = createCognito();

    const { ref, attributes } = make('UserPool');

    expect(ref).toMatch(/^us-east-1_[A-Za-z0-9]{9}$/);
    expect(attributes).toEqual({
      Arn: `arn:aws:cognito-idp:us-east-1:111122223333:userpool/${ref}`,
      ProviderName: `cognito-idp.us-east-1.amazonaws.com/${ref}`,
      ProviderURL: `https://cognito-idp.us-east-1.amazonaws.com/${ref}`,
      UserPoolId: ref,
    });
  });

  test.each([
    [{ DefaultEmailOption: 'CONFIRM_WITH_CODE', EmailMessageByLink: '{##A##}' }, undefined],
    [{ DefaultEmailOption: 'CONFIRM_WITH_LINK', EmailMessageByLink: '{##A##}' }, '{##A##}'],
    [
      { DefaultEmailOption: 'CONFIRM_WITH_LINK' },
      'Please click the link below to verify your email address. {##Verify Email##}',
    ],
  ])('confirms by a link where %j says so', (VerificationMessageTemplate, linkEmail) => {
    const pool = poolWith({ VerificationMessageTemplate });

    expect(pool?.messages.linkEmail).toBe(linkEmail);
  });

  test('keeps its id as long as the store lives', () => {
    const store = createMemoryStore();

    const first = createCognito(store).make('UserPool');
    const second = createCognito(store).make('UserPool');
    const other = createCognito(store).make('UserPool', {}, 'Other');

    expect(second.ref).toBe(first.ref);
    expect(other.ref).not.toBe(first.ref);
  });

  test('has the defaults of AWS where the template says nothing', () => {
    expect(poolWith({})).toMatchObject({
      usernameAttributes: [],
      aliasAttributes: [],
      autoVerifiedAttributes: [],
      caseSensitive: true,
      selfSignUp: true,
      recovery: ['phone_number', 'email'],
      triggers: {},
      passwordPolicy: {
        minimumLength: 8,
        requireLowercase: true,
        requireNumbers: true,
        requireSymbols: true,
        requireUppercase: true,
        temporaryPasswordValidityDays: 7,
      },
    });
  });

  test.each([
    [{}, { userVerification: 'preferred', isMultiFactor: false }],
    [
      {
        WebAuthnRelyingPartyID: 'example.com',
        WebAuthnUserVerification: 'required',
        WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
      },
      { relyingPartyId: 'example.com', userVerification: 'required', isMultiFactor: true },
    ],
  ])('reads how passkeys are taken from %j', (properties, passkeys) => {
    const webOrigin = 'http://localhost:5173';

    expect(poolWith(properties)?.passkeys).toEqual({ webOrigin, ...passkeys });
  });

  test('tracks no devices where the template says nothing of them', () => {
    expect(poolWith({})?.devices).toBeUndefined();
  });

  test.each([
    [{ ChallengeRequiredOnNewDevice: true }, { skipSecondFactor: true, onlyOnPrompt: false }],
    [{ DeviceOnlyRememberedOnUserPrompt: true }, { skipSecondFactor: false, onlyOnPrompt: true }],
  ])('reads the DeviceConfiguration %j', (DeviceConfiguration, devices) => {
    expect(poolWith({ DeviceConfiguration })?.devices).toEqual(devices);
  });

  test('asks for no class of characters that a given policy leaves out', () => {
    const pool = poolWith({ Policies: { PasswordPolicy: { MinimumLength: 6 } } });

    expect(pool?.passwordPolicy).toMatchObject({
      minimumLength: 6,
      requireLowercase: false,
      requireSymbols: false,
    });
  });

  test.each([
    [{ MinimumLength: 8 }, 0],
    [{ PasswordHistorySize: 3 }, 3],
  ])('remembers as many passwords as %j says', (PasswordPolicy, historySize) => {
    const pool = poolWith({ Policies: { PasswordPolicy } });

    expect(pool?.passwordPolicy.historySize).toBe(historySize);
  });

  test('is what the template says', () => {
    const pool = poolWith({
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: 'verified_phone_number', Priority: 2 },
          { Name: 'verified_email', Priority: 1 },
        ],
      },
      AdminCreateUserConfig: {
        AllowAdminCreateUserOnly: true,
        InviteMessageTemplate: { EmailMessage: 'Come, {username}: {####}', EmailSubject: 'x' },
      },
      AutoVerifiedAttributes: ['email', 'phone_number'],
      LambdaConfig: { PreAuthentication: 'arn:pre', PostAuthentication: 'arn:post' },
      MfaConfiguration: 'OPTIONAL',
      Schema: [
        { Name: 'email', Required: true, Mutable: true },
        {
          Name: 'level',
          AttributeDataType: 'Number',
          Mutable: false,
          NumberAttributeConstraints: { MinValue: '1', MaxValue: '9' },
        },
      ],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      UsernameAttributes: ['email', 'phone_number'],
      UsernameConfiguration: { CaseSensitive: false },
      VerificationMessageTemplate: {
        DefaultEmailOption: 'CONFIRM_WITH_CODE',
        EmailMessage: 'Mail {####}',
        SmsMessage: 'Text {####}',
      },
    });

    expect(pool).toMatchObject({
      recovery: ['email', 'phone_number'],
      selfSignUp: false,
      autoVerifiedAttributes: ['email', 'phone_number'],
      triggers: { PreAuthentication: 'arn:pre', PostAuthentication: 'arn:post' },
      verifyBeforeUpdate: ['email'],
      usernameAttributes: ['email', 'phone_number'],
      caseSensitive: false,
      messages: {
        email: 'Mail {####}',
        sms: 'Text {####}',
        invitationEmail: 'Come, {username}: {####}',
      },
      schema: expect.arrayContaining([
        expect.objectContaining({ name: 'email', required: true }),
        expect.objectContaining({
          name: 'custom:level',
          type: 'Number',
          mutable: false,
          minValue: 1,
          maxValue: 9,
        }),
      ]),
    });
  });

  test.each([
    { AdvancedSecurityMode: 'OFF' },
    { AdvancedSecurityMode: 'AUDIT' },
    {
      AdvancedSecurityMode: 'AUDIT',
      AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' },
    },
  ])('takes a threat protection that only watches: %o', (UserPoolAddOns) => {
    const { make, userPools } = createCognito();

    make('UserPool', { UserPoolAddOns });

    expect(userPools.pools()).toHaveLength(1);
  });

  test('reads the first factors of the sign-in policy', () => {
    const policy = { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] };

    expect(poolWith({ Policies: { SignInPolicy: policy } })).toMatchObject({
      firstFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'],
      hasChoice: true,
    });
    expect(poolWith({ UserPoolTier: 'LITE' })?.hasChoice).toBe(false);
  });

  test('reads the version of the token trigger beside its function', () => {
    const config = { LambdaArn: 'arn:token', LambdaVersion: 'V2_0' };

    expect(poolWith({ LambdaConfig: { PreTokenGenerationConfig: config } })).toMatchObject({
      triggers: { PreTokenGeneration: 'arn:token' },
      preTokenGenerationVersion: 2,
    });
  });

  test('reads custom senders with their key, by its id as by its ARN', () => {
    const { make, userPools } = createCognito();
    const { ref, attributes } = make('Key');
    const sender = (LambdaArn: string) => ({ LambdaArn, LambdaVersion: 'V1_0' });
    const CustomEmailSender = sender('arn:email');

    make('UserPool', { LambdaConfig: { CustomEmailSender, KMSKeyID: attributes.Arn } }, 'First');
    make(
      'UserPool',
      { LambdaConfig: { CustomSMSSender: sender('arn:sms'), KMSKeyID: ref } },
      'Second',
    );

    expect(userPools.pools()).toMatchObject([
      { triggers: { CustomEmailSender: 'arn:email' }, senderKeyArn: attributes.Arn },
      { triggers: { CustomSMSSender: 'arn:sms' }, senderKeyArn: attributes.Arn },
    ]);
  });

  test('reads the trigger of inbound federation, which needs no key', () => {
    const InboundFederation = { LambdaArn: 'arn:inbound', LambdaVersion: 'V1_0' };

    const pool = poolWith({ LambdaConfig: { InboundFederation } });

    expect(pool).toMatchObject({ triggers: { InboundFederation: 'arn:inbound' } });
    expect(pool).not.toHaveProperty('senderKeyArn');
  });

  test('reads no key where there is no custom sender', () => {
    const pool = poolWith({ LambdaConfig: { KMSKeyID: placeholder('Key', 'Arn') } });

    expect(pool).toMatchObject({ triggers: {} });
    expect(pool).not.toHaveProperty('senderKeyArn');
  });

  test.each([
    ['is disabled', { Enabled: false }],
    ['has a policy that cannot be read', { KeyPolicy: { Statement: { Effect: 'Maybe' } } }],
    ['is not symmetric', { KeySpec: 'RSA_2048' }],
  ])('fails for a custom sender whose key %s', (_, key) => {
    const { make } = createCognito();
    const { attributes } = make('Key', key);
    const CustomEmailSender = { LambdaArn: 'arn:email', LambdaVersion: 'V1_0' };

    const pool = { LambdaConfig: { CustomEmailSender, KMSKeyID: attributes.Arn } };

    expect(() => make('UserPool', pool)).toThrow(/KMSKeyID.*an enabled symmetric key/);
  });

  test.each<[Record<string, unknown>, MfaSettings]>([
    [{}, { mode: 'OFF', factors: [] }],
    [
      { MfaConfiguration: 'OFF', EnabledMfas: ['SMS_MFA'] },
      { mode: 'OFF', factors: [] },
    ],
    [{ MfaConfiguration: 'OPTIONAL' }, { mode: 'OPTIONAL', factors: [] }],
    [
      { MfaConfiguration: 'ON', SmsConfiguration: { SnsCallerArn: 'arn' } },
      { mode: 'ON', factors: ['SMS_MFA'] },
    ],
    [
      {
        MfaConfiguration: 'ON',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
        EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' },
      },
      { mode: 'ON', factors: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] },
    ],
  ])('reads the second factors of %j', (properties, mfa) => {
    expect(poolWith(properties)?.mfa).toEqual(mfa);
  });

  test.each<[string, Record<string, unknown>]>([
    [
      'LambdaConfig.PreTokenGenerationConfig.LambdaVersion',
      {
        LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'arn', LambdaVersion: 'V2_0' } },
        UserPoolTier: 'LITE',
      },
    ],
    ['MfaConfiguration', { MfaConfiguration: 'ON' }],
    ['EnabledMfas', { MfaConfiguration: 'ON', EnabledMfas: ['SMS_MFA'] }],
    ['EnabledMfas', { MfaConfiguration: 'ON', EnabledMfas: ['EMAIL_OTP'] }],
    [
      'EnabledMfas',
      {
        MfaConfiguration: 'ON',
        EnabledMfas: ['EMAIL_OTP'],
        EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' },
        UserPoolTier: 'LITE',
      },
    ],
    [
      'UserPoolAddOns.AdvancedSecurityMode',
      { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } },
    ],
    ['UserPoolAddOns.AdvancedSecurityMode', { UserPoolAddOns: { AdvancedSecurityMode: 'other' } }],
    [
      'Policies.SignInPolicy.AllowedFirstAuthFactors',
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'FACE_ID'] } } },
    ],
    [
      'Policies.SignInPolicy.AllowedFirstAuthFactors',
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['EMAIL_OTP'] } } },
    ],
    [
      'Policies.SignInPolicy.AllowedFirstAuthFactors',
      {
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
        UserPoolTier: 'LITE',
      },
    ],
    [
      'LambdaConfig.KMSKeyID',
      { LambdaConfig: { CustomEmailSender: { LambdaArn: 'arn', LambdaVersion: 'V1_0' } } },
    ],
    [
      'LambdaConfig.KMSKeyID',
      {
        LambdaConfig: { CustomSMSSender: { LambdaArn: 'a', LambdaVersion: 'V1_0' }, KMSKeyID: 'k' },
      },
    ],
    [
      'LambdaConfig.KMSKeyID \'"{Key.Arn}"\'',
      {
        LambdaConfig: {
          CustomSMSSender: { LambdaArn: 'a', LambdaVersion: 'V1_0' },
          KMSKeyID: placeholder('Key', 'Arn'),
        },
      },
    ],
    [
      'LambdaConfig.CustomEmailSender.LambdaVersion',
      { LambdaConfig: { CustomEmailSender: { LambdaArn: 'arn', LambdaVersion: 'V2_0' } } },
    ],
    [
      'LambdaConfig.CustomSMSSender.LambdaArn',
      { LambdaConfig: { CustomSMSSender: { LambdaVersion: 'V1_0' } } },
    ],
    ['WebAuthnRelyingPartyID', { WebAuthnRelyingPartyID: 'https://example.com' }],
    ['WebAuthnRelyingPartyID', { WebAuthnRelyingPartyID: 'localhost:5173' }],
    ['WebAuthnUserVerification', { WebAuthnUserVerification: 'discouraged' }],
    ['WebAuthnFactorConfiguration', { WebAuthnFactorConfiguration: 'MULTI_FACTOR' }],
    [
      'UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode',
      { UserPoolAddOns: { AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' } } },
    ],
    ['Schema.AttributeDataType', { Schema: [{ Name: 'when', AttributeDataType: 'DateTime' }] }],
    ['UsernameAttributes', { UsernameAttributes: ['name'] }],
  ])('fails for a %s that is not modelled, and names the resource', (path, properties) => {
    const { make, userPools } = createCognito();

    expect(() => make('UserPool', properties, 'Users')).toThrow(
      expect.objectContaining({ message: expect.stringContaining(path) }),
    );
    expect(() => make('UserPool', properties, 'Users')).toThrow(/'Users'/);
    expect(userPools.pools()).toEqual([]);
  });
});

describe('AWS::Cognito::UserPoolGroup', () => {
  test('belongs to a pool of the template', () => {
    const { make } = createCognito();
    const UserPoolId = make('UserPool').ref;

    const group = { UserPoolId, GroupName: 'admins', Precedence: 1, RoleArn: 'arn:role' };

    expect(make('UserPoolGroup', group)).toEqual({ ref: 'admins', attributes: {} });
    expect(() => make('UserPoolGroup', { UserPoolId: 'us-east-1_other' })).toThrow(
      'a user pool of the template',
    );
  });
});

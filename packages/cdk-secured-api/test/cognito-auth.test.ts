import { App, RemovalPolicy, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type { CognitoAuthProps } from '../src';
import { clientOf, newAuth, newStack, onlyProperties, poolOf } from './fixtures';

function templateOf(props: Partial<CognitoAuthProps> = {}): Template {
  const stack = newStack();
  newAuth(stack, props);
  return Template.fromStack(stack);
}

describe('a user pool by default', () => {
  test('is exactly this', () => {
    expect(poolOf()).toEqual({
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      AutoVerifiedAttributes: ['email'],
      DeletionProtection: 'ACTIVE',
      EmailVerificationMessage: 'The verification code to your new account is {####}',
      EmailVerificationSubject: 'Verify your new account',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      MfaConfiguration: 'OPTIONAL',
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          RequireUppercase: true,
          TemporaryPasswordValidityDays: 7,
        },
      },
      SmsVerificationMessage: 'The verification code to your new account is {####}',
      UserPoolTier: 'ESSENTIALS',
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      VerificationMessageTemplate: {
        DefaultEmailOption: 'CONFIRM_WITH_CODE',
        EmailMessage: 'The verification code to your new account is {####}',
        EmailSubject: 'Verify your new account',
        SmsMessage: 'The verification code to your new account is {####}',
      },
    });
  });

  test('stays with its users when the stack is deleted', () => {
    templateOf().hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { DeletionProtection: 'ACTIVE' },
    });
  });

  test('goes with the stack, unprotected, by DESTROY', () => {
    templateOf({ removalPolicy: RemovalPolicy.DESTROY }).hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtection: 'INACTIVE' },
    });
  });

  test('has these resources beside it', () => {
    const types = Object.values(templateOf().toJSON().Resources).map(
      (resource) => (resource as { Type: string }).Type,
    );

    expect(types.sort()).toEqual([
      'AWS::Cognito::IdentityPool',
      'AWS::Cognito::IdentityPoolRoleAttachment',
      'AWS::Cognito::UserPool',
      'AWS::Cognito::UserPoolClient',
      'AWS::IAM::Role',
    ]);
  });
});

describe('a client by default', () => {
  test('is exactly this', () => {
    const { UserPoolId, ReadAttributes, WriteAttributes, ...rest } = clientOf();

    expect(UserPoolId).toEqual({ Ref: expect.stringMatching(/^AuthUsersPool/) });
    expect(WriteAttributes).toHaveLength(17);
    expect(ReadAttributes).toEqual(
      [...WriteAttributes, 'email_verified', 'phone_number_verified'].sort(),
    );
    expect(rest).toEqual({
      AccessTokenValidity: 60,
      AllowedOAuthFlowsUserPoolClient: false,
      AuthSessionValidity: 3,
      EnableTokenRevocation: true,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      GenerateSecret: false,
      IdTokenValidity: 60,
      PreventUserExistenceErrors: 'ENABLED',
      RefreshTokenValidity: 43200,
      SupportedIdentityProviders: ['COGNITO'],
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
    });
  });
});

describe('aliases', () => {
  test('email and phone are user names, verified, recovered by e-mail alone', () => {
    const pool = poolOf({ signInAliases: { email: true, phone: true } });

    expect(pool.UsernameAttributes).toEqual(['email', 'phone_number']);
    expect(pool.AutoVerifiedAttributes).toEqual(['email', 'phone_number']);
    expect(pool.AccountRecoverySetting).toEqual({
      RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }],
    });
  });

  test('phone alone is recovered by phone', () => {
    const pool = poolOf({ signInAliases: { phone: true } });

    expect(pool.AutoVerifiedAttributes).toEqual(['phone_number']);
    expect(pool.AccountRecoverySetting).toEqual({
      RecoveryMechanisms: [{ Name: 'verified_phone_number', Priority: 1 }],
    });
  });

  test('username takes the others beside it as aliases', () => {
    const pool = poolOf({
      signInAliases: { username: true, email: true, phone: true, preferredUsername: true },
    });

    expect(pool.UsernameAttributes).toBeUndefined();
    expect(pool.AliasAttributes).toEqual(['email', 'phone_number', 'preferred_username']);
  });

  test('username alone is recovered by a verified e-mail', () => {
    const pool = poolOf({ signInAliases: { username: true } });

    expect(pool.AutoVerifiedAttributes).toEqual(['email']);
    expect(pool.SmsConfiguration).toBeUndefined();
  });

  test('phone brings a role that only this account can have SMS sent by', () => {
    const stack = newStack();
    newAuth(stack, { signInAliases: { phone: true } });

    const { SmsConfiguration } = onlyProperties(stack, 'AWS::Cognito::UserPool');
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'cognito-idp.amazonaws.com' },
            Condition: {
              StringEquals: {
                'sts:ExternalId': SmsConfiguration.ExternalId,
                'aws:SourceAccount': { Ref: 'AWS::AccountId' },
              },
            },
          },
        ],
      },
    });
  });

  test('fail where every one is off', () => {
    expect(() => poolOf({ signInAliases: { email: false } })).toThrow(
      'SignInAliasesMissing: signInAliases turns every alias off, ' +
        'turn on one of email, phone and username [Stack/Auth]',
    );
  });

  test('fail for preferredUsername without username', () => {
    expect(() => poolOf({ signInAliases: { email: true, preferredUsername: true } })).toThrow(
      'PreferredUsernameNeedsUsername: signInAliases.preferredUsername works beside username only',
    );
  });
});

describe('props of CognitoAuth', () => {
  test('selfSignUp: false leaves accounts to administrators', () => {
    expect(poolOf({ selfSignUp: false }).AdminCreateUserConfig).toEqual({
      AllowAdminCreateUserOnly: true,
    });
  });

  test.each([RemovalPolicy.SNAPSHOT, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE])(
    'fail for the removal policy %s',
    (removalPolicy) => {
      expect(() => poolOf({ removalPolicy })).toThrow(
        `RemovalPolicyUnsupported: removalPolicy '${removalPolicy}' is not supported, ` +
          'use RETAIN or DESTROY [Stack/Auth]',
      );
    },
  );

  test('fail for a region of a partition without user pools', () => {
    const stack = newStack({ env: { region: 'cn-north-1' } });

    expect(() => newAuth(stack)).toThrow(
      "UserPoolNotInPartition: region 'cn-north-1' has no Cognito user pools",
    );
  });
});

describe('devOrigins', () => {
  const devOrigins = ['http://localhost:5173'];

  test('are the auth’s to hand on to its APIs', () => {
    expect(newAuth(newStack(), { devOrigins }).devOrigins).toEqual(devOrigins);
  });

  test('fail in an enclosing stage that is named prod', () => {
    const stack = newStack({ app: new Stage(new App(), 'prod') as App });

    expect(() => newAuth(stack, { devOrigins })).toThrow(
      "DevOriginsInProd: devOrigins 'http://localhost:5173' would be allowed in the stage 'prod'",
    );
  });

  test('fail where the context says that the stage is prod', () => {
    const stack = newStack({ app: new App({ context: { stage: 'prod' } }) });

    expect(() => newAuth(stack, { devOrigins })).toThrow(/^DevOriginsInProd/);
  });

  test('may be empty in prod', () => {
    const stack = newStack({ app: new App({ context: { stage: 'prod' } }) });

    expect(() => newAuth(stack, { devOrigins: [] })).not.toThrow();
  });

  test.each([
    '*',
    'localhost:5173',
    'http://localhost:5173/',
    'http://Localhost:5173',
    'http://-..',
    'https://www..example.com',
    'https://www.example.com:',
  ])('fail for %s, which is no origin', (origin) => {
    expect(() => newAuth(newStack(), { devOrigins: [origin] })).toThrow(
      `OriginMalformed: devOrigins holds '${origin}'`,
    );
  });
});

test('nothing in the template of a default stack lets guests in', () => {
  const template = templateOf();

  template.hasResourceProperties('AWS::Cognito::IdentityPool', {
    AllowUnauthenticatedIdentities: false,
  });
  template.hasResourceProperties('AWS::Cognito::IdentityPoolRoleAttachment', {
    Roles: { unauthenticated: Match.absent() },
  });
});

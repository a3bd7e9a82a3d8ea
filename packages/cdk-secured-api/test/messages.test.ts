import { Lazy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { VerificationEmailStyle } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import type { CognitoAuthProps } from '../src';
import { newAuth, newStack, onlyProperties, poolOf } from './fixtures';

const BOTH = { signInAliases: { email: true, phone: true } };
const BY_LINK = { userVerification: { emailStyle: VerificationEmailStyle.LINK } };

describe('messages', () => {
  test('have the words that they are given', () => {
    const pool = poolOf({
      ...BOTH,
      allowedFirstAuthFactors: { password: true, emailOtp: true, smsOtp: true },
      userVerification: {
        emailSubject: 'Welcome',
        emailBody: 'Type {####}',
        smsMessage: 'Code {####}',
      },
      userInvitation: {
        emailSubject: 'Come in',
        emailBody: '{username}: {####}',
        smsMessage: '{username} {####}',
      },
      smsAuthenticationMessage: 'Sign in by {####}',
      emailAuthenticationMessage: 'Sign in with {####}',
      emailAuthenticationSubject: 'Sign in',
    });

    expect(pool).toMatchObject({
      AdminCreateUserConfig: {
        InviteMessageTemplate: {
          EmailMessage: '{username}: {####}',
          EmailSubject: 'Come in',
          SMSMessage: '{username} {####}',
        },
      },
      EmailAuthenticationMessage: 'Sign in with {####}',
      EmailAuthenticationSubject: 'Sign in',
      SmsAuthenticationMessage: 'Sign in by {####}',
      VerificationMessageTemplate: {
        DefaultEmailOption: 'CONFIRM_WITH_CODE',
        EmailMessage: 'Type {####}',
        EmailSubject: 'Welcome',
        SmsMessage: 'Code {####}',
      },
    });
  });

  test.each<[string, string, Partial<CognitoAuthProps>]>([
    ['userVerification.emailBody', '{####}', { userVerification: { emailBody: 'no code' } }],
    [
      'userVerification.emailBody',
      '{##Verify Email##}',
      { userVerification: { ...BY_LINK.userVerification, emailBody: 'no link {####}' } },
    ],
    ['userVerification.smsMessage', '{####}', { ...BOTH, userVerification: { smsMessage: 'no' } }],
    ['userInvitation.emailBody', '{username}', { userInvitation: { emailBody: '{####}' } }],
    ['userInvitation.emailBody', '{####}', { userInvitation: { emailBody: '{username}' } }],
    [
      'userInvitation.smsMessage',
      '{username}',
      { ...BOTH, userInvitation: { smsMessage: '{####}' } },
    ],
    [
      'smsAuthenticationMessage',
      '{####}',
      { mfaSecondFactor: { otp: true, sms: true }, smsAuthenticationMessage: 'no' },
    ],
    [
      'emailAuthenticationMessage',
      '{####}',
      {
        allowedFirstAuthFactors: { password: true, emailOtp: true },
        emailAuthenticationMessage: 'no',
      },
    ],
  ])('fail where %s lacks %s', (prop, placeholder, props) => {
    expect(() => poolOf(props)).toThrow(
      `PlaceholderMissing: ${prop} lacks ${placeholder}, without which it is of no use [Stack/Auth]`,
    );
  });

  test.each<[string, number, number, Partial<CognitoAuthProps>]>([
    ['userVerification.emailSubject', 0, 140, { userVerification: { emailSubject: '' } }],
    [
      'userInvitation.emailSubject',
      141,
      140,
      { userInvitation: { emailSubject: 'a'.repeat(141) } },
    ],
    [
      'userVerification.emailBody',
      20_001,
      20_000,
      { userVerification: { emailBody: '{####}'.padEnd(20_001) } },
    ],
    [
      'userVerification.smsMessage',
      141,
      140,
      { ...BOTH, userVerification: { smsMessage: '{####}'.padEnd(141) } },
    ],
  ])('fail where %s has %i characters', (prop, length, most, props) => {
    expect(() => poolOf(props)).toThrow(
      `TextLengthOutOfRange: ${prop} has ${length} characters, Cognito takes 1 to ${most}`,
    );
  });

  test.each<[string, Partial<CognitoAuthProps>]>([
    ['userVerification.smsMessage', { userVerification: { smsMessage: '{####}' } }],
    ['userInvitation.smsMessage', { userInvitation: { smsMessage: '{username} {####}' } }],
    ['smsAuthenticationMessage', { ...BOTH, smsAuthenticationMessage: '{####}' }],
    ['emailAuthenticationMessage', { emailAuthenticationMessage: '{####}' }],
    ['emailAuthenticationSubject', { emailAuthenticationSubject: 'Sign in' }],
  ])('fail where %s is never sent', (prop, props) => {
    expect(() => poolOf(props)).toThrow(
      `TextUnused: ${prop} is never sent: users neither verify nor sign in by it, leave it out`,
    );
  });

  test('may be known at deployment only', () => {
    const emailBody = Lazy.string({ produce: () => '{####} later' });

    const { EmailVerificationMessage } = poolOf({ userVerification: { emailBody } });

    expect(EmailVerificationMessage).toBe('{####} later');
  });
});

describe('a sender', () => {
  test('is Cognito by default', () => {
    expect(poolOf().EmailConfiguration).toBeUndefined();
  });

  test('is an SES identity of the account', () => {
    const pool = poolOf({
      sesSender: { fromEmail: 'hello@example.com', fromName: 'Random', sesRegion: 'us-east-1' },
    });

    expect(pool.EmailConfiguration).toMatchObject({
      EmailSendingAccount: 'DEVELOPER',
      From: 'Random <hello@example.com>',
      SourceArn: {
        'Fn::Join': [
          '',
          expect.arrayContaining([expect.stringMatching(/identity\/hello@example.com$/)]),
        ],
      },
    });
  });

  test('fails without a region', () => {
    expect(() => poolOf({ sesSender: { fromEmail: 'hello@example.com' } })).toThrow(
      'SesRegionMissing: sesSender has no sesRegion and the stack no region, set one of them',
    );
  });
});

describe('verification by link', () => {
  const hostedLogin = {
    domainPrefix: 'random-numbers',
    callbackUrls: ['https://www.example.com/'],
    logoutUrls: ['https://www.example.com/'],
  };

  test('leads to the domain of hosted login', () => {
    const stack = newStack({ env: { region: 'eu-west-1' } });
    newAuth(stack, { ...BY_LINK, hostedLogin });

    expect(onlyProperties(stack, 'AWS::Cognito::UserPool').VerificationMessageTemplate).toEqual({
      DefaultEmailOption: 'CONFIRM_WITH_LINK',
      EmailMessageByLink: 'Verify your account by clicking on {##Verify Email##}',
      EmailSubjectByLink: 'Verify your new account',
      SmsMessage: 'The verification code to your new account is {####}',
    });
  });

  test('takes a domain that was added by hand', () => {
    const stack = newStack();
    const { userPool } = newAuth(stack, BY_LINK);

    userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'random-numbers' } });

    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('fails without a domain', () => {
    const stack = newStack();
    newAuth(stack, BY_LINK);

    expect(() => Template.fromStack(stack)).toThrow(
      'VerificationLinkWithoutDomain: userVerification.emailStyle is LINK, which leads to a domain ' +
        'that the user pool does not have, set hostedLogin or use CODE [Stack/Auth]',
    );
  });
});

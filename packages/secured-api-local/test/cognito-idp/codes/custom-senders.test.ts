import { describe, expect, test } from 'vitest';
import { KEY_ARN, keyOf } from '../../kms/kms-fixture';
import { readMessage } from '../../kms/read-message';
import {
  CLIENT_ID,
  createFixture,
  EMAIL,
  type Fixture,
  type FixtureOptions,
  PASSWORD,
  POOL_ID,
  toList,
} from '../user-pool-fixture';

const PHONE = '+15550001234';
const SENDERS = { CustomEmailSender: 'arn:email', CustomSMSSender: 'arn:sms' };

/** A pool whose messages go to functions. */
function createSenders({ pool, ...options }: FixtureOptions = {}): Fixture {
  const fixture = createFixture({
    pool: { triggers: SENDERS, senderKeyArn: KEY_ARN, ...pool },
    ...options,
  });
  fixture.services.keys.add(keyOf());
  return fixture;
}

/** What the functions were handed, with the code as they decrypt it. */
function handed({ invocations, services: { keys } }: Fixture) {
  return invocations
    .filter(({ event }) => /^Custom\w+Sender_/.test(event.triggerSource))
    .map(({ functionArn, event }) => {
      const message = Buffer.from(String(event.request.code), 'base64');
      const read = readMessage(message, (blob, context) => keys.decrypt(keyOf(), blob, context));
      return { to: functionArn, source: event.triggerSource, code: read.plaintext };
    });
}

describe('a custom sender', () => {
  test('is handed the event of AWS, with the code under the key of the pool', async () => {
    const fixture = createSenders();

    await fixture.client('SignUp', {
      Username: EMAIL,
      Password: PASSWORD,
      UserAttributes: toList({ email: EMAIL }),
      ClientMetadata: { tenant: 'a' },
    });

    const [user] = fixture.userPools.describeUsers();
    const [invocation] = fixture.invocations;
    expect(invocation).toEqual({
      functionArn: 'arn:email',
      caller: {
        service: 'cognito-idp.amazonaws.com',
        sourceArn: `arn:aws:cognito-idp:us-east-1:111122223333:userpool/${POOL_ID}`,
        sourceAccount: '111122223333',
      },
      event: {
        version: '1',
        triggerSource: 'CustomEmailSender_SignUp',
        region: 'us-east-1',
        userPoolId: POOL_ID,
        userName: user?.username,
        callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: CLIENT_ID },
        request: {
          type: 'customEmailSenderRequestV1',
          code: expect.stringMatching(/^AYADe[\w+/]+=*$/),
          clientMetadata: { tenant: 'a' },
          userAttributes: { ...user?.attributes, 'cognito:user_status': 'UNCONFIRMED' },
        },
      },
    });
    const message = Buffer.from(String(invocation?.event.request.code), 'base64');
    const { keys } = fixture.services;
    const read = readMessage(message, (blob, context) => keys.decrypt(keyOf(), blob, context));
    expect(read).toMatchObject({
      keyArn: KEY_ARN,
      context: { 'userpool-id': POOL_ID },
      plaintext: fixture.code(),
    });
  });

  test('reads metadata that a client leaves out as null', async () => {
    const fixture = createSenders();

    await fixture.signUp();

    expect(fixture.invocations[0]?.event.request).toMatchObject({ clientMetadata: null });
  });

  test('is handed every code of an account', async () => {
    const fixture = createSenders({ pool: { autoVerifiedAttributes: ['email', 'phone_number'] } });
    const { admin, client, code, signIn } = fixture;
    await fixture.signUp();
    await client('ResendConfirmationCode', { Username: EMAIL });
    await client('ConfirmSignUp', { Username: EMAIL, ConfirmationCode: code() });
    await client('ForgotPassword', { Username: EMAIL });
    await admin('AdminResetUserPassword', { Username: EMAIL });
    await admin('AdminSetUserPassword', { Username: EMAIL, Password: PASSWORD, Permanent: true });
    const { AccessToken } = await signIn();
    await client('UpdateUserAttributes', {
      AccessToken,
      UserAttributes: toList({ phone_number: PHONE }),
    });
    await client('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });

    const sources = handed(fixture).map(({ to, source }) => [to, source]);

    expect(sources).toEqual([
      ['arn:email', 'CustomEmailSender_SignUp'],
      ['arn:email', 'CustomEmailSender_ResendCode'],
      ['arn:email', 'CustomEmailSender_ForgotPassword'],
      ['arn:email', 'CustomEmailSender_ForgotPassword'],
      ['arn:sms', 'CustomSMSSender_UpdateUserAttribute'],
      ['arn:email', 'CustomEmailSender_VerifyUserAttribute'],
    ]);
  });

  test('is handed the one-time password of a sign-in', async () => {
    const fixture = createSenders({
      pool: { firstFactors: ['PASSWORD', 'EMAIL_OTP'] },
      client: { authFlows: ['ALLOW_USER_AUTH'] },
    });
    await fixture.confirmedUser();

    await fixture.client('InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: EMAIL, PREFERRED_CHALLENGE: 'EMAIL_OTP' },
    });

    expect(handed(fixture).at(-1)).toEqual({
      to: 'arn:email',
      source: 'CustomEmailSender_Authentication',
      code: fixture.code(),
    });
  });

  test('is handed a temporary password with what HTML reserves escaped', async () => {
    const fixture = createSenders();

    await fixture.admin('AdminCreateUser', {
      Username: EMAIL,
      TemporaryPassword: `A1<b>&"'a`,
      DesiredDeliveryMediums: ['EMAIL', 'SMS'],
      UserAttributes: toList({ email: EMAIL, phone_number: PHONE }),
    });

    const code = 'A1&lt;b&gt;&amp;&quot;&#39;a';
    expect(handed(fixture)).toEqual([
      { to: 'arn:email', source: 'CustomEmailSender_AdminCreateUser', code },
      { to: 'arn:sms', source: 'CustomSMSSender_AdminCreateUser', code },
    ]);
    expect(fixture.invocations[0]?.event.callerContext.clientId).toBe('CLIENT_ID_NOT_APPLICABLE');
    expect(fixture.code()).toBe(`A1<b>&"'a`);
  });

  test('reads the address that the code proves, where it waits to be proved', async () => {
    const fixture = createSenders({ pool: { verifyBeforeUpdate: ['email'] } });
    await fixture.confirmedUser();
    const { AccessToken } = await fixture.signIn();

    await fixture.client('UpdateUserAttributes', {
      AccessToken,
      UserAttributes: toList({ email: 'new@example.com' }),
    });

    expect(fixture.invocations.at(-1)?.event.request).toMatchObject({
      userAttributes: { email: 'new@example.com' },
    });
  });

  test('leaves the message in the inbox, told as handed over', async () => {
    const fixture = createSenders();

    await fixture.signUp();

    expect(fixture.inbox.list()).toMatchObject([
      {
        to: EMAIL,
        channel: 'EMAIL',
        kind: 'SignUp',
        code: handed(fixture)[0]?.code,
        text: 'Handed to CustomEmailSender, which writes its own message.',
      },
    ]);
  });

  test('leaves CustomMessage to the channels that have no sender', async () => {
    const triggers = { CustomMessage: 'arn:message', CustomSMSSender: 'arn:sms' };
    const byPhone = createSenders({ pool: { triggers, autoVerifiedAttributes: ['phone_number'] } });
    const byMail = createSenders({ pool: { triggers } });

    await byPhone.signUp(PHONE, { phone_number: PHONE });
    await byMail.signUp();

    const sources = [byPhone, byMail].map(({ invocations }) =>
      invocations.map(({ event }) => event.triggerSource),
    );
    expect(sources).toEqual([['CustomSMSSender_SignUp'], ['CustomMessage_SignUp']]);
  });

  test('that Cognito may not call fails the call, and nothing is sent', async () => {
    const fixture = createSenders({ send: () => 'refused' });

    await expect(fixture.signUp()).rejects.toMatchObject({
      code: 'UnexpectedLambdaException',
      message: 'CustomEmailSender invocation failed due to error AccessDeniedException.',
    });
    expect(fixture.inbox.list()).toEqual([]);
  });

  test('never gets a code in clear', async () => {
    const fixture = createSenders();

    await fixture.signUp();

    const event = JSON.stringify(fixture.invocations[0]?.event);
    expect(fixture.code()).toMatch(/^\d{6}$/);
    expect(event).not.toContain(fixture.code());
    expect(event).not.toContain(Buffer.from(fixture.code()).toString('base64').slice(0, 8));
  });

  test('of another pool reads nothing, as the pool is bound to the code', async () => {
    const fixture = createSenders();
    await fixture.signUp();
    const { keys } = fixture.services;
    const code = String(fixture.invocations[0]?.event.request.code);

    const readOfAnother = () =>
      readMessage(Buffer.from(code, 'base64'), (blob, context) =>
        keys.decrypt(keyOf(), blob, { ...context, 'userpool-id': 'us-east-1_Other' }),
      );

    expect(readOfAnother).toThrow('not unwrapped');
  });
});

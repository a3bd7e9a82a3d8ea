import { describe, expect, test } from 'vitest';
import type { InvokeAnswer } from '../../../src/lambda/functions';
import {
  CLIENT_ID,
  claimsOf,
  createFixture,
  EMAIL,
  PASSWORD,
  POOL_ID,
  type TriggerEvent,
} from '../user-pool-fixture';

function answering(response: Record<string, unknown>) {
  return (event: TriggerEvent): InvokeAnswer => ({
    outcome: 'answered',
    payload: { ...event, response },
  });
}

describe('a pre-authentication trigger', () => {
  const pool = { triggers: { PreAuthentication: 'arn:pre' } };

  test('is called with the event of AWS before the password is checked', async () => {
    const fixture = createFixture({ pool });
    await fixture.confirmedUser();

    await fixture.challenge(EMAIL, { tenant: 'a' });

    const [user] = fixture.userPools.describeUsers();
    expect(fixture.invocations).toEqual([
      {
        functionArn: 'arn:pre',
        caller: {
          service: 'cognito-idp.amazonaws.com',
          sourceArn: `arn:aws:cognito-idp:us-east-1:111122223333:userpool/${POOL_ID}`,
          sourceAccount: '111122223333',
        },
        event: {
          version: '1',
          triggerSource: 'PreAuthentication_Authentication',
          region: 'us-east-1',
          userPoolId: POOL_ID,
          userName: user?.username,
          callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: CLIENT_ID },
          request: {
            userAttributes: user?.attributes,
            validationData: { tenant: 'a' },
            userNotFound: false,
          },
          response: {},
        },
      },
    ]);
  });

  test('is told of a name that nobody has', async () => {
    const fixture = createFixture({ pool });

    await fixture.challenge('nobody@example.com');

    expect(fixture.invocations[0]?.event).toMatchObject({
      userName: 'nobody@example.com',
      request: { userAttributes: {}, userNotFound: true },
    });
  });

  test.each<[InvokeAnswer, string, string]>([
    [
      { outcome: 'failed', errorType: 'Error', errorMessage: 'blocked by us' },
      'UserLambdaValidationException',
      'PreAuthentication failed with error blocked by us.',
    ],
    [
      { outcome: 'refused' },
      'UnexpectedLambdaException',
      'PreAuthentication invocation failed due to error AccessDeniedException.',
    ],
    [
      { outcome: 'timedOut' },
      'UnexpectedLambdaException',
      'PreAuthentication invocation failed due to configuration.',
    ],
    [
      { outcome: 'notRunnable', reason: 'python3.13' },
      'UnexpectedLambdaException',
      'PreAuthentication invocation failed due to configuration.',
    ],
    [
      { outcome: 'answered', payload: null },
      'InvalidLambdaResponseException',
      'Unrecognizable lambda output',
    ],
    [
      { outcome: 'answered', payload: { response: 'yes' } },
      'InvalidLambdaResponseException',
      'Unrecognizable lambda output',
    ],
  ])('stops the sign-in with %j', async (answer, code, message) => {
    const fixture = createFixture({ pool, invoke: () => answer });
    await fixture.confirmedUser();

    await expect(fixture.signIn()).rejects.toMatchObject({ code, message });
  });
});

describe('a post-authentication trigger', () => {
  const pool = { triggers: { PostAuthentication: 'arn:post' } };

  test('is called with the event of AWS after the password was right', async () => {
    const fixture = createFixture({ pool });
    await fixture.confirmedUser();

    await fixture.answer(EMAIL, 'wrong').catch(() => undefined);
    await fixture.signIn();

    const [user] = fixture.userPools.describeUsers();
    expect(fixture.invocations.map(({ event }) => event)).toEqual([
      {
        version: '1',
        triggerSource: 'PostAuthentication_Authentication',
        region: 'us-east-1',
        userPoolId: POOL_ID,
        userName: user?.username,
        callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: CLIENT_ID },
        request: { userAttributes: user?.attributes, newDeviceUsed: false, clientMetadata: {} },
        response: {},
      },
    ]);
  });

  test('stops the sign-in when it throws', async () => {
    const fixture = createFixture({
      pool,
      invoke: () => ({ outcome: 'failed', errorType: 'Error', errorMessage: 'no' }),
    });
    await fixture.confirmedUser();

    await expect(fixture.signIn()).rejects.toMatchObject({
      code: 'UserLambdaValidationException',
      message: 'PostAuthentication failed with error no.',
    });
  });

  test('gives no tokens to a user who is disabled while it runs', async () => {
    const operations: Promise<unknown>[] = [];
    const fixture = createFixture({
      pool,
      invoke: (event) => {
        operations.push(fixture.admin('AdminDisableUser', { Username: event.userName }));
        return { outcome: 'answered', payload: event };
      },
    });
    await fixture.confirmedUser();

    await expect(fixture.signIn()).rejects.toMatchObject({ code: 'NotAuthorizedException' });
    await Promise.all(operations);
  });
});

describe('a pre-sign-up trigger', () => {
  const pool = { triggers: { PreSignUp: 'arn:pre' } };

  test('confirms a user and vouches for the address', async () => {
    const invoke = answering({ autoConfirmUser: true, autoVerifyEmail: true });
    const fixture = createFixture({ pool, invoke });

    const answer = await fixture.signUp();

    expect(answer).toEqual({ UserConfirmed: true, UserSub: expect.any(String) });
    expect(fixture.inbox.list()).toEqual([]);
    expect(fixture.userPools.describeUsers()).toMatchObject([
      { status: 'CONFIRMED', attributes: { email_verified: 'true' } },
    ]);
  });

  test('takes an alias that it vouches for from its earlier owner', async () => {
    const fixture = createFixture({
      pool: { ...pool, usernameAttributes: [], aliasAttributes: ['email'] },
      invoke: answering({ autoConfirmUser: true, autoVerifyEmail: true }),
    });
    await fixture.signUp('first');

    await fixture.signUp('second');

    expect(fixture.userPools.describeUsers()).toMatchObject([
      { username: 'first', attributes: { email_verified: 'false' } },
      { username: 'second', attributes: { email_verified: 'true' } },
    ]);
    const { AccessToken } = await fixture.signIn(EMAIL);
    expect(claimsOf(AccessToken).username).toBe('second');
  });

  test('keeps a user from being made when it throws', async () => {
    const fixture = createFixture({
      pool,
      invoke: () => ({ outcome: 'failed', errorType: 'Error', errorMessage: 'not you' }),
    });

    await expect(fixture.signUp()).rejects.toThrow('PreSignUp failed with error not you.');
    expect(fixture.userPools.describeUsers()).toEqual([]);
  });
});

test('a post-confirmation trigger is called once the user is confirmed', async () => {
  const fixture = createFixture({ pool: { triggers: { PostConfirmation: 'arn:post' } } });

  await fixture.confirmedUser();

  expect(fixture.invocations.map(({ event }) => event)).toMatchObject([
    {
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      request: { userAttributes: { email: EMAIL, email_verified: 'true' }, clientMetadata: {} },
    },
  ]);
});

describe('a custom message trigger', () => {
  const pool = { triggers: { CustomMessage: 'arn:message' } };

  test('words the message around the code', async () => {
    const fixture = createFixture({ pool, invoke: answering({ emailMessage: 'Type {####} now' }) });

    await fixture.signUp();

    expect(fixture.invocations[0]?.event).toMatchObject({
      triggerSource: 'CustomMessage_SignUp',
      request: { codeParameter: '{####}' },
    });
    expect(fixture.inbox.latest(EMAIL)?.text).toBe(`Type ${fixture.code()} now`);
  });

  test('fails when its text leaves the code out', async () => {
    const fixture = createFixture({ pool, invoke: answering({ emailMessage: 'Welcome' }) });

    await expect(fixture.signUp()).rejects.toMatchObject({
      code: 'InvalidLambdaResponseException',
    });
  });
});

describe('a custom message trigger, for an invitation,', () => {
  const pool = { triggers: { CustomMessage: 'arn:message' } };
  const invite = (emailMessage: string) => {
    const fixture = createFixture({ pool, invoke: answering({ emailMessage, smsMessage: null }) });
    const invited = fixture.call('AdminCreateUser', {
      UserPoolId: POOL_ID,
      Username: EMAIL,
      TemporaryPassword: PASSWORD,
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: [{ Name: 'email', Value: EMAIL }],
      ClientMetadata: { from: 'admin' },
    });
    return { fixture, invited };
  };

  test('words it around name and temporary password', async () => {
    const { fixture, invited } = invite('{username} begins with {####}');

    await invited;

    expect(fixture.invocations.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        triggerSource: 'CustomMessage_AdminCreateUser',
        request: expect.objectContaining({
          codeParameter: '{####}',
          usernameParameter: '{username}',
          clientMetadata: { from: 'admin' },
        }),
      }),
    );
    expect(fixture.inbox.latest(EMAIL)?.text).toBe(`${EMAIL} begins with ${PASSWORD}`);
  });

  test.each(['Begin with {####}', 'Welcome, {username}'])('fails with %j', async (text) => {
    const { invited } = invite(text);

    await expect(invited).rejects.toMatchObject({ code: 'InvalidLambdaResponseException' });
  });
});

describe('a pre-token-generation trigger', () => {
  const pool = { triggers: { PreTokenGeneration: 'arn:tokens' } };

  test('adds and removes claims of the id token, and none that carry its meaning', async () => {
    const invoke = answering({
      claimsOverrideDetails: {
        claimsToAddOrOverride: { tenant: 'a', sub: 'other', iss: 'other', 'cognito:roles': 'x' },
        claimsToSuppress: ['email', 'aud'],
        groupOverrideDetails: { groupsToOverride: ['admins'] },
      },
    });
    const fixture = createFixture({ pool, invoke });
    await fixture.confirmedUser();

    const { IdToken, AccessToken } = await fixture.signIn();

    const [user] = fixture.userPools.describeUsers();
    const claims = claimsOf(IdToken);
    expect(claims).toMatchObject({
      tenant: 'a',
      sub: user?.attributes.sub,
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
      aud: CLIENT_ID,
      'cognito:groups': ['admins'],
    });
    expect(claims).not.toHaveProperty('email');
    expect(claims).not.toHaveProperty('cognito:roles');
    expect(claimsOf(AccessToken)).not.toHaveProperty('tenant');
  });

  test.each([
    ['AdminDisableUser', 'User is disabled.'],
    ['AdminUserGlobalSignOut', 'Invalid session for the user, session is expired.'],
    ['AdminDeleteUser', 'Invalid session for the user, session is expired.'],
  ])('gives no tokens to a user who meets %s while it runs', async (operation, message) => {
    const operations: Promise<unknown>[] = [];
    const fixture = createFixture({
      pool,
      invoke: (event) => {
        operations.push(fixture.admin(operation, { Username: event.userName }));
        return { outcome: 'answered', payload: event };
      },
    });
    await fixture.confirmedUser();

    await expect(fixture.signIn()).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message,
    });
    await Promise.all(operations);
  });

  test('is told why tokens are issued', async () => {
    const fixture = createFixture({ pool });
    await fixture.confirmedUser();

    const { RefreshToken } = await fixture.signIn(EMAIL, PASSWORD);
    await fixture.client('GetTokensFromRefreshToken', { RefreshToken });

    expect(fixture.invocations.map(({ event }) => event.triggerSource)).toEqual([
      'TokenGeneration_Authentication',
      'TokenGeneration_RefreshTokens',
    ]);
  });
});

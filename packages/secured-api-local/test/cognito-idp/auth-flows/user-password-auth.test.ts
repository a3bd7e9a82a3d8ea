import { describe, expect, test } from 'vitest';
import {
  createFixture,
  EMAIL,
  type Fixture,
  type FixtureOptions,
  PASSWORD,
} from '../user-pool-fixture';

const ALLOWED = { authFlows: ['ALLOW_USER_PASSWORD_AUTH'] };
const WRONG = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' };

function create(options: FixtureOptions = {}): Fixture {
  return createFixture({ ...options, client: { ...ALLOWED, ...options.client } });
}

function start(pool: Fixture, parameters: Record<string, string>) {
  return pool.client('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: EMAIL, ...parameters },
  });
}

describe('USER_PASSWORD_AUTH', () => {
  test('issues tokens for the right password', async () => {
    const pool = create();
    await pool.confirmedUser();

    const answer = await start(pool, { PASSWORD });

    expect(answer).toEqual({
      AuthenticationResult: {
        AccessToken: expect.any(String),
        ExpiresIn: 3600,
        IdToken: expect.any(String),
        RefreshToken: expect.any(String),
        TokenType: 'Bearer',
      },
      ChallengeParameters: {},
    });
  });

  test('fails with the same answer for a wrong password and for an unknown name', async () => {
    const pool = create();
    await pool.confirmedUser();

    await expect(start(pool, { PASSWORD: 'Wrong1!Aa' })).rejects.toMatchObject(WRONG);
    await expect(start(pool, { USERNAME: 'nobody@example.com', PASSWORD })).rejects.toMatchObject(
      WRONG,
    );
  });

  test('fails where the client does not allow it', async () => {
    const pool = create({ client: { authFlows: ['ALLOW_USER_SRP_AUTH'] } });
    await pool.confirmedUser();

    await expect(start(pool, { PASSWORD })).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: 'USER_PASSWORD_AUTH flow not enabled for this client',
    });
  });

  test('fails without a password', async () => {
    const pool = create();

    await expect(start(pool, {})).rejects.toThrow('Missing required parameter PASSWORD');
  });

  test.each([EMAIL, 'nobody@example.com'])(
    'evaluates five of 40 guesses at once for %s',
    async (name) => {
      const pool = create();
      await pool.confirmedUser();
      const guess = () => start(pool, { USERNAME: name, PASSWORD: 'Wrong1!Aa' });

      const guesses = await Promise.allSettled(Array.from({ length: 40 }, guess));

      const reasons = guesses.map((one) => one.status === 'rejected' && one.reason.message);
      expect(reasons.filter((reason) => reason === WRONG.message)).toHaveLength(5);
      expect(reasons.filter((reason) => reason === 'Password attempts exceeded')).toHaveLength(35);
    },
  );

  test('tells that the user is not confirmed only after the right password', async () => {
    const pool = create();
    await pool.signUp();

    await expect(start(pool, { PASSWORD: 'Wrong1!Aa' })).rejects.toMatchObject(WRONG);
    await expect(start(pool, { PASSWORD })).rejects.toMatchObject({
      code: 'UserNotConfirmedException',
    });
  });

  test('asks for a new password in the place of a temporary one', async () => {
    const pool = create();
    await pool.admin('AdminCreateUser', { Username: EMAIL, TemporaryPassword: PASSWORD });
    const { ChallengeName, Session } = await start(pool, { PASSWORD });

    const answer = await pool.client('RespondToAuthChallenge', {
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: 'Other1!Aa' },
    });

    expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    expect(answer.AuthenticationResult).toBeDefined();
  });

  test('fails with what the pre authentication trigger throws', async () => {
    const pool = create({
      pool: { triggers: { PreAuthentication: 'arn:pre' } },
      invoke: () => ({ outcome: 'failed', errorType: 'Error', errorMessage: 'not today' }),
    });
    await pool.confirmedUser();

    await expect(start(pool, { PASSWORD })).rejects.toMatchObject({
      code: 'UserLambdaValidationException',
    });
  });
});

describe('a user migration trigger', () => {
  const pool = { triggers: { UserMigration: 'arn:migrate' } };
  const NEW = 'migrated@example.com';
  const ATTRIBUTES = { email: NEW, email_verified: 'true' };

  const answeringOnly = (response: Record<string, unknown>): FixtureOptions => ({
    invoke: (event) => ({ outcome: 'answered', payload: { ...event, response } }),
  });
  const answering = (response: Record<string, unknown>): FixtureOptions => ({
    pool,
    ...answeringOnly(response),
  });

  test('makes the user whom it vouches for, once', async () => {
    const fixture = create(answering({ userAttributes: ATTRIBUTES, finalUserStatus: 'CONFIRMED' }));

    const first = await start(fixture, { USERNAME: NEW, PASSWORD });
    const second = await start(fixture, { USERNAME: NEW, PASSWORD });

    expect(first).toHaveProperty('AuthenticationResult');
    expect(second).toHaveProperty('AuthenticationResult');
    expect(fixture.invocations.map(({ event }) => event)).toMatchObject([
      {
        triggerSource: 'UserMigration_Authentication',
        userName: NEW,
        request: { password: PASSWORD, validationData: {} },
      },
    ]);
  });

  test('makes a user who has to reset the password, unless it says otherwise', async () => {
    const fixture = create(answering({ userAttributes: ATTRIBUTES }));

    await expect(start(fixture, { USERNAME: NEW, PASSWORD })).rejects.toMatchObject({
      code: 'PasswordResetRequiredException',
    });
    expect(fixture.userPools.describeUsers()).toMatchObject([{ status: 'RESET_REQUIRED' }]);
  });

  test.each<[string, FixtureOptions]>([
    ['it knows no such user', answering({})],
    [
      'it throws',
      { pool, invoke: () => ({ outcome: 'failed', errorType: 'Error', errorMessage: 'no' }) },
    ],
  ])('fails like a wrong password where %s', async (_, options) => {
    const fixture = create(options);

    await expect(start(fixture, { USERNAME: NEW, PASSWORD })).rejects.toMatchObject(WRONG);
    expect(fixture.userPools.describeUsers()).toEqual([]);
  });

  test.each([true, false])(
    'makes the user after the choice of a password, where names are told: %s',
    async (preventUserExistenceErrors) => {
      const fixture = createFixture({
        pool: { ...pool, firstFactors: ['PASSWORD', 'EMAIL_OTP'] },
        client: { authFlows: ['ALLOW_USER_AUTH'], preventUserExistenceErrors },
        ...answeringOnly({ userAttributes: ATTRIBUTES, finalUserStatus: 'CONFIRMED' }),
      });
      const { Session } = await fixture.client('InitiateAuth', {
        AuthFlow: 'USER_AUTH',
        AuthParameters: { USERNAME: NEW },
      });
      const choose = (responses: Record<string, string>) =>
        fixture.client('RespondToAuthChallenge', {
          ChallengeName: 'SELECT_CHALLENGE',
          Session,
          ChallengeResponses: { USERNAME: NEW, ...responses },
        });

      await choose({ ANSWER: 'EMAIL_OTP' });
      const before = fixture.invocations.length;
      const answer = await choose({ ANSWER: 'PASSWORD', PASSWORD });

      expect(before).toBe(0);
      expect(answer).toHaveProperty('AuthenticationResult');
    },
  );

  test('makes a user without a password, who has forgotten theirs, and sends a code', async () => {
    const fixture = create(answering({ userAttributes: ATTRIBUTES }));

    await fixture.client('ForgotPassword', { Username: NEW, ClientMetadata: { from: 'page' } });
    await fixture.client('ConfirmForgotPassword', {
      Username: NEW,
      ConfirmationCode: fixture.code(NEW),
      Password: PASSWORD,
    });

    expect(fixture.invocations.map(({ event }) => event)).toMatchObject([
      {
        triggerSource: 'UserMigration_ForgotPassword',
        request: { clientMetadata: { from: 'page' } },
      },
    ]);
    expect(fixture.invocations[0]?.event.request).not.toHaveProperty('password');
    expect(await start(fixture, { USERNAME: NEW, PASSWORD })).toHaveProperty(
      'AuthenticationResult',
    );
  });

  test('that does not know who has forgotten a password tells nothing of it', async () => {
    const fixture = create(answering({}));

    const answer = await fixture.client('ForgotPassword', { Username: NEW });

    expect(answer.CodeDeliveryDetails).toMatchObject({ Destination: 'm***@e***' });
    expect(fixture.userPools.describeUsers()).toEqual([]);
    expect(fixture.inbox.list()).toEqual([]);
  });

  test('fails to give a user the preferred name that is another user’s', async () => {
    const userAttributes = { preferred_username: 'taken' };
    const fixture = create({
      ...answering({ userAttributes, finalUserStatus: 'CONFIRMED' }),
      pool: { ...pool, usernameAttributes: [], aliasAttributes: ['preferred_username'] },
    });
    await fixture.admin('AdminCreateUser', { Username: 'taken' });

    await expect(start(fixture, { USERNAME: 'migrated', PASSWORD })).rejects.toMatchObject({
      code: 'AliasExistsException',
    });
    expect(await fixture.admin('AdminGetUser', { Username: 'taken' })).toMatchObject({
      Username: 'taken',
    });
  });

  test('is not asked for somebody who is there', async () => {
    const fixture = create(answering({ userAttributes: ATTRIBUTES }));
    await fixture.confirmedUser();

    await fixture.client('ForgotPassword', { Username: EMAIL });

    expect(fixture.invocations).toEqual([]);
  });

  test('is asked five times at most by guesses at once', async () => {
    const fixture = create(answering({}));
    const guess = () => start(fixture, { USERNAME: NEW, PASSWORD });

    await Promise.allSettled(Array.from({ length: 20 }, guess));

    expect(fixture.invocations).toHaveLength(5);
  });
});

import { describe, expect, test } from 'vitest';
import { createSrpClient } from '../passwords/srp-client';
import {
  createFixture,
  EMAIL,
  type Fixture,
  type FixtureOptions,
  PASSWORD,
  toList,
} from '../user-pool-fixture';

const NAME = { Username: EMAIL };
const PHONE = '+15555555555';
const FLOWS = ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'];
const WRONG = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const EXPIRED = { message: 'Invalid session for the user, session is expired.' };

function create({ pool, client, ...options }: FixtureOptions = {}): Fixture {
  return createFixture({
    ...options,
    pool: { firstFactors: ['PASSWORD', 'EMAIL_OTP'], ...pool },
    client: { authFlows: FLOWS, ...client },
  });
}

function start(pool: Fixture, parameters: Record<string, string> = {}, Session?: unknown) {
  return pool.client('InitiateAuth', {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: EMAIL, ...parameters },
    Session,
  });
}

function confirm(pool: Fixture, input: Record<string, unknown> = {}) {
  return pool.client('ConfirmSignUp', { ...NAME, ConfirmationCode: pool.code(), ...input });
}

async function signInByCode(pool: Fixture): Promise<string> {
  const { Session } = await start(pool, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
  const { AuthenticationResult } = await pool.client('RespondToAuthChallenge', {
    ChallengeName: 'EMAIL_OTP',
    Session,
    ChallengeResponses: { USERNAME: EMAIL, EMAIL_OTP_CODE: pool.code() },
  });
  return Object(AuthenticationResult).AccessToken;
}

/** A pool with a confirmed user who has no password. */
async function withUser(options: FixtureOptions = {}): Promise<Fixture> {
  const pool = create(options);
  await pool.client('SignUp', NAME);
  await confirm(pool);
  return pool;
}

const byPassword = (pool: Fixture, password: string) =>
  pool.client('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: EMAIL, PASSWORD: password },
  });

describe('a sign-up without a password', () => {
  test.each([
    ['left out', {}],
    ['blank', { Password: '' }],
  ])('ends in a sign-in by a code where the password is %s', async (_, input) => {
    const pool = create();

    const signedUp = await pool.client('SignUp', { ...NAME, ...input });
    await confirm(pool);

    expect(signedUp).toEqual({
      UserConfirmed: false,
      UserSub: expect.any(String),
      CodeDeliveryDetails: expect.objectContaining({ AttributeName: 'email' }),
      Session: expect.any(String),
    });
    expect(await signInByCode(pool)).toEqual(expect.any(String));
  });

  test.each<[string, FixtureOptions, Record<string, unknown>]>([
    ['has no codes as first factors', { pool: { firstFactors: ['PASSWORD', 'WEB_AUTHN'] } }, {}],
    ['requires a second factor', { pool: { mfa: { mode: 'ON', factors: ['SMS_MFA'] } } }, {}],
    ['does not prove the address', { pool: { autoVerifiedAttributes: [] } }, {}],
    [
      'proves the phone instead',
      { pool: { autoVerifiedAttributes: ['email', 'phone_number'] } },
      { UserAttributes: toList({ phone_number: PHONE }) },
    ],
    ['has codes for another kind of address', { pool: { firstFactors: ['SMS_OTP'] } }, {}],
  ])('fails where the pool %s', async (_, options, input) => {
    const pool = create(options);

    await expect(pool.client('SignUp', { ...NAME, ...input })).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: expect.stringContaining("'password'"),
    });
    expect(pool.userPools.describeUsers()).toEqual([]);
  });

  test('fails where the client has no sign-in by choice, and a blank password is too short', async () => {
    const pool = create({ client: { authFlows: ['ALLOW_USER_SRP_AUTH'] } });

    await expect(pool.client('SignUp', NAME)).rejects.toThrow("'password'");
    await expect(pool.client('SignUp', { ...NAME, Password: '' })).rejects.toMatchObject({
      code: 'InvalidPasswordException',
    });
  });
});

describe('the session of a sign-up', () => {
  test('confirms it, once', async () => {
    const pool = create();
    const { Session } = await pool.client('SignUp', NAME);

    await expect(confirm(pool, { Session, ConfirmationCode: '0' })).rejects.toMatchObject({
      code: 'CodeMismatchException',
    });
    const confirmed = await confirm(pool, { Session });

    expect(await start(pool, {}, confirmed.Session)).toHaveProperty('AuthenticationResult');
    await expect(confirm(pool, { Session })).rejects.toMatchObject(EXPIRED);
  });

  test('signs nobody in by itself', async () => {
    const pool = create();
    const { Session } = await pool.client('SignUp', NAME);
    await confirm(pool);

    await expect(start(pool, {}, Session)).rejects.toMatchObject(EXPIRED);
  });

  test('fails to confirm another user, who stays as they were', async () => {
    const pool = create();
    const other = await pool.client('SignUp', { Username: 'other@example.com' });
    await pool.client('SignUp', NAME);

    await expect(confirm(pool, { Session: other.Session })).rejects.toMatchObject(EXPIRED);

    expect(pool.userPools.describeUsers()).toMatchObject([
      { status: 'UNCONFIRMED' },
      { status: 'UNCONFIRMED' },
    ]);
  });

  test('fails after three minutes', async () => {
    const pool = create();
    const { Session } = await pool.client('SignUp', NAME);

    pool.clock.advance(180_000);

    await expect(confirm(pool, { Session })).rejects.toMatchObject(EXPIRED);
  });

  test.each<[string, FixtureOptions]>([
    ['a client without sign-in by choice', { client: { authFlows: ['ALLOW_USER_SRP_AUTH'] } }],
    [
      'a user who is confirmed at once',
      {
        pool: { triggers: { PreSignUp: 'arn:pre' } },
        invoke: (event) => ({
          outcome: 'answered',
          payload: { ...event, response: { autoConfirmUser: true, autoVerifyEmail: true } },
        }),
      },
    ],
  ])('is not given to %s', async (_, options) => {
    expect(await create(options).signUp()).not.toHaveProperty('Session');
  });
});

describe('a user without a password', () => {
  test('fails by any password as for a wrong one, and is locked as ever', async () => {
    const pool = await withUser();

    await expect(pool.signIn()).rejects.toMatchObject(WRONG);
    await expect(byPassword(pool, PASSWORD)).rejects.toMatchObject(WRONG);
    await expect(start(pool, { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD })).rejects.toMatchObject(
      WRONG,
    );
    for (const guess of ['a', 'b']) {
      await expect(byPassword(pool, guess)).rejects.toMatchObject(WRONG);
    }

    await expect(pool.signIn()).rejects.toThrow('Password attempts exceeded');
  });

  test('is offered a password like a name that nobody has, where that is not told', async () => {
    const pool = await withUser();
    const SRP_A = createSrpClient().publicValue;

    const own = await start(pool);
    const strange = await start(pool, { USERNAME: 'nobody@example.com' });
    const srp = await start(pool, { PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A });

    expect(own.AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP']);
    expect(strange.AvailableChallenges).toEqual(own.AvailableChallenges);
    expect(srp).toMatchObject({ ChallengeName: 'PASSWORD_VERIFIER' });
  });

  test('is offered codes alone where names are told', async () => {
    const pool = await withUser({ client: { preventUserExistenceErrors: false } });

    expect((await start(pool)).AvailableChallenges).toEqual(['EMAIL_OTP']);
  });

  test('is offered a password where a second factor leaves nothing else', async () => {
    const pool = await withUser({
      pool: { mfa: { mode: 'OPTIONAL', factors: ['EMAIL_OTP'] } },
      client: { preventUserExistenceErrors: false },
    });
    await pool.admin('AdminSetUserMFAPreference', { ...NAME, EmailMfaSettings: { Enabled: true } });

    expect((await start(pool)).AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP']);
  });

  test('chooses one by ChangePassword without a previous one, and needs that from then on', async () => {
    const pool = await withUser({ pool: { passwordPolicy: policyOf(5) } });
    const AccessToken = await signInByCode(pool);
    const choose = (input: Record<string, string>) =>
      pool.call('ChangePassword', { AccessToken, ...input });

    await expect(
      choose({ PreviousPassword: 'Any1!password', ProposedPassword: PASSWORD }),
    ).rejects.toMatchObject(WRONG);
    await expect(choose({ ProposedPassword: 'weak' })).rejects.toMatchObject({
      code: 'InvalidPasswordException',
    });
    await choose({ ProposedPassword: PASSWORD });

    expect(await pool.signIn()).toHaveProperty('IdToken');
    await expect(choose({ ProposedPassword: 'Another1!' })).rejects.toThrow("'previousPassword'");
  });

  test('gets one by AdminSetUserPassword', async () => {
    const pool = await withUser();

    await pool.admin('AdminSetUserPassword', { ...NAME, Password: PASSWORD, Permanent: true });

    expect(await pool.signIn()).toHaveProperty('IdToken');
  });

  test('gets one by ForgotPassword', async () => {
    const pool = await withUser();
    await pool.client('ForgotPassword', NAME);

    await pool.client('ConfirmForgotPassword', {
      ...NAME,
      ConfirmationCode: pool.code(),
      Password: PASSWORD,
    });

    expect(await pool.signIn()).toHaveProperty('IdToken');
  });
});

describe('AdminCreateUser without a password', () => {
  const verified = toList({ email: EMAIL, email_verified: 'true' });

  test('makes a confirmed user, to whom nothing is sent', async () => {
    const pool = create();

    const answer = await pool.admin('AdminCreateUser', {
      ...NAME,
      UserAttributes: verified,
      DesiredDeliveryMediums: ['EMAIL'],
    });

    expect(answer.User).toMatchObject({ UserStatus: 'CONFIRMED' });
    expect(pool.inbox.list()).toEqual([]);
    expect(await signInByCode(pool)).toEqual(expect.any(String));
  });

  test('fails for a user without an address that codes go to', async () => {
    const pool = create();

    await expect(pool.admin('AdminCreateUser', { Username: PHONE })).rejects.toMatchObject({
      code: 'InvalidParameterException',
    });
    expect(pool.userPools.describeUsers()).toEqual([]);
  });

  test('keeps to a temporary password where one is given', async () => {
    const pool = create();

    const { User } = await pool.admin('AdminCreateUser', { ...NAME, TemporaryPassword: PASSWORD });

    expect(User).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD' });
  });

  test('sends a temporary password again, and a new one where none is given', async () => {
    const pool = create();
    await pool.admin('AdminCreateUser', { ...NAME, TemporaryPassword: PASSWORD });

    await pool.admin('AdminCreateUser', {
      ...NAME,
      MessageAction: 'RESEND',
      DesiredDeliveryMediums: ['EMAIL'],
    });

    expect(pool.code()).toMatch(/^\S{12}$/);
  });
});

describe('the factors of a user', () => {
  test('are listed by the user and by an administrator, a password once', async () => {
    const pool = create();
    await pool.confirmedUser();
    const { AccessToken } = await pool.signIn();

    const own = await pool.call('GetUserAuthFactors', { AccessToken });
    const told = await pool.admin('AdminGetUserAuthFactors', NAME);

    expect(own).toEqual({
      Username: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ConfiguredUserAuthFactors: ['PASSWORD', 'EMAIL_OTP'],
    });
    expect(told).toEqual(own);
  });

  test('hold no password where there is none, and the second factors', async () => {
    const pool = await withUser({ pool: { mfa: { mode: 'OPTIONAL', factors: ['EMAIL_OTP'] } } });
    const before = await pool.admin('AdminGetUserAuthFactors', NAME);
    await pool.admin('AdminSetUserMFAPreference', {
      ...NAME,
      EmailMfaSettings: { Enabled: true, PreferredMfa: true },
    });

    const after = await pool.admin('AdminGetUserAuthFactors', NAME);

    expect(before.ConfiguredUserAuthFactors).toEqual(['EMAIL_OTP']);
    expect(after).toMatchObject({
      PreferredMfaSetting: 'EMAIL_OTP',
      UserMFASettingList: ['EMAIL_OTP'],
      ConfiguredUserAuthFactors: [],
    });
  });

  test('fail without a live access token', async () => {
    const pool = await withUser();
    const AccessToken = await signInByCode(pool);
    await pool.admin('AdminUserGlobalSignOut', NAME);

    await expect(pool.call('GetUserAuthFactors', { AccessToken })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
    });
  });
});

function policyOf(historySize: number) {
  return {
    minimumLength: 8,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    temporaryPasswordValidityDays: 7,
    historySize,
  };
}

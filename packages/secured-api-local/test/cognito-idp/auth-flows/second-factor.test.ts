import { describe, expect, test } from 'vitest';
import type { MfaSettings } from '../../../src/cognito-idp/pool/user-pool-settings';
import { appCode } from '../mfa/authenticator-app';
import { createFixture, EMAIL, type Fixture, PASSWORD } from '../user-pool-fixture';

const TOTP: MfaSettings = { mode: 'OPTIONAL', factors: ['SOFTWARE_TOKEN_MFA'] };
const PHONE = '+15555550123';
const NAME = { Username: EMAIL };
const ON = { Enabled: true };
const EXPIRED = {
  code: 'NotAuthorizedException',
  message: 'Invalid session for the user, session is expired.',
};

function create(mfa: MfaSettings, options: Parameters<typeof createFixture>[0] = {}): Fixture {
  return createFixture({
    ...options,
    pool: { mfa, recovery: ['phone_number', 'email'], ...options.pool },
  });
}

/** Enrols an app and switches it on; returns its secret. */
async function withApp(pool: Fixture): Promise<string> {
  const { AccessToken } = await pool.signIn();
  const { SecretCode } = await pool.call('AssociateSoftwareToken', { AccessToken });
  const UserCode = appCode(pool, SecretCode);
  await pool.call('VerifySoftwareToken', { AccessToken, UserCode });
  await pool.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: ON });
  pool.clock.advance(60_000);
  return String(SecretCode);
}

async function withPhone(pool: Fixture): Promise<void> {
  await pool.admin('AdminCreateUser', {
    Username: EMAIL,
    MessageAction: 'SUPPRESS',
    UserAttributes: [
      { Name: 'email_verified', Value: 'true' },
      { Name: 'phone_number', Value: PHONE },
      { Name: 'phone_number_verified', Value: 'true' },
    ],
  });
  await pool.admin('AdminSetUserPassword', {
    Username: EMAIL,
    Password: PASSWORD,
    Permanent: true,
  });
}

function answerWith(
  pool: Fixture,
  { ChallengeName, Session }: Record<string, unknown>,
  responses: Record<string, string>,
) {
  return pool.client('RespondToAuthChallenge', {
    ChallengeName,
    Session,
    ChallengeResponses: { USERNAME: EMAIL, ...responses },
  });
}

describe('an authenticator app', () => {
  test('is asked for after the password, and its code ends the sign-in', async () => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const secret = await withApp(pool);

    const challenge = await pool.answer(EMAIL, PASSWORD);
    const answer = await answerWith(pool, challenge, {
      SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret),
    });

    const [user] = pool.userPools.describeUsers();
    expect(challenge).toEqual({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      ChallengeParameters: { USER_ID_FOR_SRP: user?.username },
      Session: expect.any(String),
    });
    expect(answer.AuthenticationResult).toHaveProperty('AccessToken');
  });

  test('is not asked for until it is switched on', async () => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const { AccessToken } = await pool.signIn();
    const { SecretCode } = await pool.call('AssociateSoftwareToken', { AccessToken });
    const UserCode = appCode(pool, SecretCode);
    await pool.call('VerifySoftwareToken', { AccessToken, UserCode });

    expect(await pool.signIn()).toHaveProperty('AccessToken');
  });

  test('keeps its old secret until the new one is verified', async () => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const { AccessToken } = await pool.signIn();
    const secret = await withApp(pool);
    await pool.call('AssociateSoftwareToken', { AccessToken });

    const challenge = await pool.answer(EMAIL, PASSWORD);
    const answer = await answerWith(pool, challenge, {
      SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret),
    });

    expect(answer).toHaveProperty('AuthenticationResult');
  });

  test('fails with a code that was used before, in another sign-in, too', async () => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const secret = await withApp(pool);
    const code = { SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret) };
    const first = await pool.answer(EMAIL, PASSWORD);
    const second = await pool.answer(EMAIL, PASSWORD);
    await answerWith(pool, first, code);

    await expect(answerWith(pool, second, code)).rejects.toMatchObject({
      code: 'ExpiredCodeException',
      message: 'Your software token has already been used once.',
    });
  });

  test('has five of 40 guesses at once evaluated, and no right password resets that', async () => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const secret = await withApp(pool);
    const guess = async () =>
      answerWith(pool, await pool.answer(EMAIL, PASSWORD), {
        SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret, 20),
      });

    const guesses = await Promise.allSettled(Array.from({ length: 40 }, guess));

    const reasons = guesses.map((one) => one.status === 'rejected' && one.reason.message);
    const evaluated = reasons.filter((reason) => reason === 'Invalid code received for user');
    expect(evaluated).toHaveLength(5);
    expect(reasons.filter((reason) => reason === 'Password attempts exceeded')).toHaveLength(35);
  });

  test('takes the right code after a wrong one in the same session', async () => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const secret = await withApp(pool);
    const challenge = await pool.answer(EMAIL, PASSWORD);

    await expect(
      answerWith(pool, challenge, { SOFTWARE_TOKEN_MFA_CODE: '000000' }),
    ).rejects.toMatchObject({ code: 'CodeMismatchException' });
    const answer = await answerWith(pool, challenge, {
      SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret),
    });

    expect(answer).toHaveProperty('AuthenticationResult');
  });

  test.each<[string, (pool: Fixture) => unknown]>([
    ['after three minutes', ({ clock }) => clock.advance(180_000)],
    ['after a sign-out everywhere', (pool) => pool.admin('AdminUserGlobalSignOut', NAME)],
    [
      'after the password was changed',
      (pool) =>
        pool.admin('AdminSetUserPassword', { ...NAME, Password: 'Other1!Aa', Permanent: true }),
    ],
  ])('fails %s', async (_, change) => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const secret = await withApp(pool);
    const challenge = await pool.answer(EMAIL, PASSWORD);

    await change(pool);

    const code = { SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret) };
    await expect(answerWith(pool, challenge, code)).rejects.toMatchObject(EXPIRED);
  });

  test('fails for a session that is used up, and for one of another challenge', async () => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const secret = await withApp(pool);
    const challenge = await pool.answer(EMAIL, PASSWORD);

    const code = { SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret) };
    for (const ChallengeName of ['MFA_SETUP', 'NEW_PASSWORD_REQUIRED', 'SMS_MFA', 'EMAIL_OTP']) {
      const responses = {
        ...code,
        NEW_PASSWORD: 'Other1!Aa',
        SMS_MFA_CODE: '',
        EMAIL_OTP_CODE: '',
      };
      await expect(
        answerWith(pool, { ...challenge, ChallengeName }, responses),
      ).rejects.toMatchObject(EXPIRED);
    }
    await answerWith(pool, challenge, code);

    pool.clock.advance(60_000);
    const next = { SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret) };
    await expect(answerWith(pool, challenge, next)).rejects.toMatchObject(EXPIRED);
  });

  test('fails to verify by a wrong code', async () => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const { AccessToken } = await pool.signIn();
    await pool.call('AssociateSoftwareToken', { AccessToken });

    await expect(
      pool.call('VerifySoftwareToken', { AccessToken, UserCode: '000000' }),
    ).rejects.toMatchObject({ code: 'EnableSoftwareTokenMFAException', message: 'Code mismatch' });
  });

  test('fails to associate where the pool has none', async () => {
    const pool = create({ mode: 'OPTIONAL', factors: ['SMS_MFA'] });
    await pool.confirmedUser();
    const { AccessToken } = await pool.signIn();

    await expect(pool.call('AssociateSoftwareToken', { AccessToken })).rejects.toMatchObject({
      code: 'SoftwareTokenMFANotFoundException',
      message: 'Software Token MFA has not been enabled by the userPool.',
    });
  });

  test('is asked for after a new password replaced a temporary one', async () => {
    const pool = create(TOTP);
    await pool.confirmedUser();
    const secret = await withApp(pool);
    await pool.admin('AdminSetUserPassword', { ...NAME, Password: PASSWORD });

    const first = await pool.answer(EMAIL, PASSWORD);
    const second = await answerWith(pool, first, { NEW_PASSWORD: 'Other1!Aa' });
    const answer = await answerWith(pool, second, {
      SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret),
    });

    expect(second.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    expect(answer).toHaveProperty('AuthenticationResult');
  });
});

describe('a required second factor', () => {
  const REQUIRED: MfaSettings = { mode: 'ON', factors: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'] };

  test('is set up between the password and the tokens', async () => {
    const pool = create(REQUIRED);
    await pool.confirmedUser();

    const challenge = await pool.answer(EMAIL, PASSWORD);
    const { SecretCode, Session } = await pool.call('AssociateSoftwareToken', challenge);
    const UserCode = appCode(pool, SecretCode);
    const verified = await pool.call('VerifySoftwareToken', { Session, UserCode });
    const answer = await answerWith(pool, { ...challenge, Session: verified.Session }, {});

    expect(challenge).toMatchObject({
      ChallengeName: 'MFA_SETUP',
      ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
    });
    expect(verified.Status).toBe('SUCCESS');
    const { AccessToken } = Object(answer.AuthenticationResult);
    expect(await pool.call('GetUser', { AccessToken })).toMatchObject({
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    });
    expect(await pool.answer(EMAIL, PASSWORD)).toMatchObject({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
    });
  });

  test('fails to be skipped by a session whose app is not verified', async () => {
    const pool = create(REQUIRED);
    await pool.confirmedUser();
    const challenge = await pool.answer(EMAIL, PASSWORD);
    const { Session } = await pool.call('AssociateSoftwareToken', challenge);

    await expect(answerWith(pool, { ...challenge, Session }, {})).rejects.toMatchObject(EXPIRED);
  });

  test('fails for a user who can have none', async () => {
    const pool = create({ mode: 'ON', factors: ['SMS_MFA'] });
    await pool.confirmedUser();

    await expect(pool.answer(EMAIL, PASSWORD)).rejects.toMatchObject({
      code: 'MFAMethodNotFoundException',
    });
  });

  test('is selected by a user who has two and prefers none', async () => {
    const pool = create({ mode: 'ON', factors: ['SMS_MFA', 'EMAIL_OTP'] });
    await withPhone(pool);

    const choice = await pool.answer(EMAIL, PASSWORD);
    const challenge = await answerWith(pool, choice, { ANSWER: 'EMAIL_OTP' });
    const answer = await answerWith(pool, challenge, { EMAIL_OTP_CODE: pool.code() });

    expect(choice).toMatchObject({
      ChallengeName: 'SELECT_MFA_TYPE',
      ChallengeParameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","EMAIL_OTP"]' },
    });
    expect(challenge).toMatchObject({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
        CODE_DELIVERY_DESTINATION: 'f***@e***',
      },
    });
    expect(answer).toHaveProperty('AuthenticationResult');
  });

  test('fails to be selected where the user does not have it', async () => {
    const pool = create({ mode: 'ON', factors: ['SMS_MFA', 'EMAIL_OTP'] });
    await withPhone(pool);
    const choice = await pool.answer(EMAIL, PASSWORD);

    await expect(answerWith(pool, choice, { ANSWER: 'SOFTWARE_TOKEN_MFA' })).rejects.toMatchObject({
      code: 'MFAMethodNotFoundException',
    });
  });
});

describe('a code by SMS', () => {
  const SMS: MfaSettings = { mode: 'ON', factors: ['SMS_MFA'] };

  test('ends the sign-in, once', async () => {
    const pool = create(SMS);
    await withPhone(pool);

    const challenge = await pool.answer(EMAIL, PASSWORD);
    const code = { SMS_MFA_CODE: pool.code(PHONE) };
    const answer = await answerWith(pool, challenge, code);

    expect(pool.inbox.latest(PHONE)).toMatchObject({
      channel: 'SMS',
      kind: 'Authentication',
      text: expect.stringMatching(/^Your sign-in code is \d{6}$/),
    });
    expect(answer).toHaveProperty('AuthenticationResult');
    await expect(answerWith(pool, challenge, code)).rejects.toMatchObject(EXPIRED);
  });

  test('fails with the code of another sign-in', async () => {
    const pool = create(SMS);
    await withPhone(pool);
    const first = await pool.answer(EMAIL, PASSWORD);
    const code = { SMS_MFA_CODE: pool.code(PHONE) };
    const second = await pool.answer(EMAIL, PASSWORD);

    await expect(answerWith(pool, second, code)).rejects.toMatchObject({
      code: 'CodeMismatchException',
    });
    expect(await answerWith(pool, first, code)).toHaveProperty('AuthenticationResult');
  });

  test('has five of 40 guesses at once evaluated', async () => {
    const pool = create(SMS);
    await withPhone(pool);
    const challenge = await pool.answer(EMAIL, PASSWORD);
    const guess = () => answerWith(pool, challenge, { SMS_MFA_CODE: 'wrong' });

    const guesses = await Promise.allSettled(Array.from({ length: 40 }, guess));

    const codes = guesses.map((one) => one.status === 'rejected' && one.reason.code);
    expect(codes.filter((code) => code === 'CodeMismatchException')).toHaveLength(5);
    expect(codes.filter((code) => code === 'NotAuthorizedException')).toHaveLength(35);
  });

  test('carries the text of the custom message trigger', async () => {
    const pool = create(SMS, {
      pool: { triggers: { CustomMessage: 'arn:message' } },
      invoke: (event) => ({
        outcome: 'answered',
        payload: { ...event, response: { smsMessage: 'Enter {####}' } },
      }),
    });
    await withPhone(pool);

    await pool.answer(EMAIL, PASSWORD);

    expect(pool.invocations.at(-1)?.event.triggerSource).toBe('CustomMessage_Authentication');
    expect(pool.inbox.latest(PHONE)?.text).toMatch(/^Enter \d{6}$/);
  });

  test('keeps the phone from recovering the account', async () => {
    const pool = create(SMS);
    await withPhone(pool);

    const { CodeDeliveryDetails } = await pool.client('ForgotPassword', { Username: EMAIL });

    expect(CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL' });
  });
});

describe('a preference of second factors', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ SoftwareTokenMfaSettings: ON }, 'User has not verified software token mfa'],
    [{ SMSMfaSettings: ON }, 'User does not have delivery config set to turn on SMS_MFA'],
    [{ EmailMfaSettings: ON }, 'EMAIL_OTP is not enabled for the user pool'],
    [{ SMSMfaSettings: { PreferredMfa: true } }, 'A preferred MFA method must be enabled'],
  ])('fails for %j without what it needs', async (settings, message) => {
    const pool = create({ mode: 'OPTIONAL', factors: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'] });
    await pool.confirmedUser();
    const { AccessToken } = await pool.signIn();

    await expect(
      pool.call('SetUserMFAPreference', { AccessToken, ...settings }),
    ).rejects.toMatchObject({ code: 'InvalidParameterException', message });
  });

  test('lets the preferred factor alone be asked for, until it is switched off', async () => {
    const pool = create({ mode: 'OPTIONAL', factors: ['SMS_MFA', 'EMAIL_OTP'] });
    await withPhone(pool);
    const preferred = { Enabled: true, PreferredMfa: true };
    const settings = { SMSMfaSettings: preferred, EmailMfaSettings: ON };
    await pool.admin('AdminSetUserMFAPreference', { ...NAME, ...settings });

    const withPreference = await pool.answer(EMAIL, PASSWORD);
    const described = await pool.admin('AdminGetUser', NAME);
    const off = { SMSMfaSettings: { Enabled: false } };
    await pool.admin('AdminSetUserMFAPreference', { ...NAME, ...off });
    const without = await pool.answer(EMAIL, PASSWORD);

    expect(withPreference.ChallengeName).toBe('SMS_MFA');
    expect(described).toMatchObject({
      UserMFASettingList: ['SMS_MFA', 'EMAIL_OTP'],
      PreferredMfaSetting: 'SMS_MFA',
    });
    expect(without.ChallengeName).toBe('EMAIL_OTP');
  });

  test('fails where two are preferred', async () => {
    const pool = create({ mode: 'OPTIONAL', factors: ['SMS_MFA', 'EMAIL_OTP'] });
    await withPhone(pool);
    const preferred = { Enabled: true, PreferredMfa: true };

    await expect(
      pool.admin('AdminSetUserMFAPreference', {
        ...NAME,
        SMSMfaSettings: preferred,
        EmailMfaSettings: preferred,
      }),
    ).rejects.toThrow('Only one MFA method can be preferred');
  });
});

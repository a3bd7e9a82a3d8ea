import { describe, expect, test } from 'vitest';
import { appCode } from '../mfa/authenticator-app';
import {
  createFixture,
  EMAIL,
  type Fixture,
  type FixtureOptions,
  PASSWORD,
  toList,
} from '../user-pool-fixture';

const PHONE = '+15555550123';
const NAME = { Username: PHONE };
const SETTINGS = { mode: 'ON', factors: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] } as const;
const EXPIRED = { message: 'Invalid session for the user, session is expired.' };

/** A pool that requires a second factor, with a user who has none and no e-mail address. */
async function create({ pool: settings, client }: FixtureOptions = {}): Promise<Fixture> {
  const pool = createFixture({ pool: { mfa: SETTINGS, ...settings }, client });
  await addUser(pool, PHONE);
  return pool;
}

async function addUser(pool: Fixture, Username: string, attributes = {}): Promise<void> {
  const UserAttributes = toList(attributes);
  await pool.admin('AdminCreateUser', { Username, TemporaryPassword: PASSWORD, UserAttributes });
  await pool.admin('AdminSetUserPassword', { Username, Password: PASSWORD, Permanent: true });
}

function respond(
  pool: Fixture,
  { ChallengeName, Session }: Record<string, unknown>,
  responses: Record<string, string>,
) {
  return pool.client('RespondToAuthChallenge', {
    ChallengeName,
    Session,
    ChallengeResponses: { USERNAME: PHONE, ...responses },
  });
}

const userOf = (pool: Fixture) => pool.admin('AdminGetUser', NAME);
const begin = (pool: Fixture) => pool.answer(PHONE, PASSWORD);

/** A sign-in that waits for the code to a new address. */
async function withCodeSent(pool: Fixture) {
  return respond(pool, await begin(pool), { EMAIL });
}

describe('an e-mail address as the second factor', () => {
  test('is set up between the password and the tokens, and asked for from then on', async () => {
    const pool = await create();

    const setup = await begin(pool);
    const sent = await respond(pool, setup, { EMAIL });
    const answer = await respond(pool, sent, { EMAIL_OTP_CODE: pool.code() });

    expect(setup).toMatchObject({
      ChallengeName: 'MFA_SETUP',
      ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA","EMAIL_OTP"]' },
    });
    expect(sent).toMatchObject({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: 'f***@e***' },
    });
    expect(answer).toHaveProperty('AuthenticationResult');
    expect(await userOf(pool)).toMatchObject({
      UserAttributes: expect.arrayContaining(toList({ email: EMAIL, email_verified: 'true' })),
      UserMFASettingList: ['EMAIL_OTP'],
    });
    expect(await begin(pool)).toMatchObject({ ChallengeName: 'EMAIL_OTP' });
  });

  test('is nothing of the user until the code was right', async () => {
    const pool = await create();

    const sent = await withCodeSent(pool);

    await expect(respond(pool, sent, { EMAIL_OTP_CODE: '0' })).rejects.toMatchObject({
      code: 'CodeMismatchException',
    });
    expect(JSON.stringify(await userOf(pool))).not.toContain(EMAIL);
  });

  test('has five of 40 guesses at once evaluated', async () => {
    const pool = await create();
    const sent = await withCodeSent(pool);

    const guesses = await Promise.allSettled(
      Array.from({ length: 40 }, () => respond(pool, sent, { EMAIL_OTP_CODE: '0' })),
    );

    const codes = guesses.map((one) => one.status === 'rejected' && one.reason.code);
    expect(codes.filter((code) => code === 'CodeMismatchException')).toHaveLength(5);
  });

  test('gets at most 20 codes an hour', async () => {
    const pool = await create();
    for (let sends = 0; sends < 20; sends++) await withCodeSent(pool);

    await expect(withCodeSent(pool)).rejects.toMatchObject({ code: 'LimitExceededException' });
  });

  test.each([
    ['is no address', 'nobody', 'InvalidParameterException'],
    ['is blank', '', 'InvalidParameterException'],
    ["is another user's name", 'other@example.com', 'AliasExistsException'],
  ])('fails where it %s, and leaves the session for another', async (_, address, code) => {
    const pool = await create();
    await addUser(pool, 'other@example.com');
    const setup = await begin(pool);

    await expect(respond(pool, setup, { EMAIL: address })).rejects.toMatchObject({ code });

    expect(pool.inbox.latest(address)).toBeUndefined();
    expect(await respond(pool, setup, { EMAIL })).toMatchObject({ ChallengeName: 'EMAIL_OTP' });
  });

  test('fails where it has become another user’s alias while the code was under way', async () => {
    const pool = await create({ pool: { usernameAttributes: [], aliasAttributes: ['email'] } });
    const sent = await withCodeSent(pool);
    const EMAIL_OTP_CODE = pool.code();

    await addUser(pool, 'other', { email: EMAIL, email_verified: 'true' });

    await expect(respond(pool, sent, { EMAIL_OTP_CODE })).rejects.toMatchObject({
      code: 'AliasExistsException',
    });
    expect(JSON.stringify(await userOf(pool))).not.toContain(EMAIL);
  });

  test.each<[string, (pool: Fixture) => unknown]>([
    [
      'the user has got an address',
      (pool) =>
        pool.admin('AdminUpdateUserAttributes', {
          ...NAME,
          UserAttributes: toList({ email: 'own@example.com', email_verified: 'true' }),
        }),
    ],
    ['the user has set up an app', setUpApp],
    ['the user was signed out everywhere', (pool) => pool.admin('AdminUserGlobalSignOut', NAME)],
  ])('fails once %s elsewhere', async (_, change) => {
    const pool = await create();
    const setup = await begin(pool);
    const sent = await withCodeSent(pool);
    const EMAIL_OTP_CODE = pool.code();

    await change(pool);

    await expect(respond(pool, sent, { EMAIL_OTP_CODE })).rejects.toMatchObject(EXPIRED);
    await expect(respond(pool, setup, { EMAIL })).rejects.toMatchObject(EXPIRED);
  });

  test.each<[string, FixtureOptions]>([
    [
      'the pool has no codes by e-mail',
      { pool: { mfa: { mode: 'ON', factors: [SETTINGS.factors[0]] } } },
    ],
    ['the client may not write it', { client: { writeAttributes: ['name'] } }],
  ])('is not offered where %s, and fails all the same', async (_, options) => {
    const pool = await create(options);

    const setup = await begin(pool);

    expect(setup.ChallengeParameters).toMatchObject({ MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' });
    await expect(respond(pool, setup, { EMAIL })).rejects.toMatchObject({
      code: 'MFAMethodNotFoundException',
    });
  });
});

test('fails to set up an app by a sign-in that began before another was set up', async () => {
  const pool = await create();
  const { Session, SecretCode } = await pool.call('AssociateSoftwareToken', await begin(pool));
  const UserCode = appCode(pool, SecretCode);
  const verified = await pool.call('VerifySoftwareToken', { Session, UserCode });
  pool.clock.advance(30_000);
  await setUpApp(pool);

  const answer = respond(pool, { ChallengeName: 'MFA_SETUP', Session: verified.Session }, {});

  await expect(answer).rejects.toMatchObject(EXPIRED);
});

async function setUpApp(pool: Fixture): Promise<void> {
  const setup = await begin(pool);
  const { Session, SecretCode } = await pool.call('AssociateSoftwareToken', setup);
  const UserCode = appCode(pool, SecretCode);
  const verified = await pool.call('VerifySoftwareToken', { Session, UserCode });
  await respond(pool, { ...setup, Session: verified.Session }, {});
}

import { describe, expect, test } from 'vitest';
import { createSrpClient } from '../passwords/srp-client';
import {
  createFixture,
  EMAIL,
  type Fixture,
  type FixtureOptions,
  PASSWORD,
  POOL_ID,
} from '../user-pool-fixture';

const ALLOWED = { authFlows: ['ALLOW_USER_AUTH'] };
const EXPIRED = { message: 'Invalid session for the user, session is expired.' };
const MISMATCH = { code: 'CodeMismatchException' };
const NAME = { Username: EMAIL };
const NOBODY = 'nobody@example.com';

function create({ pool, client, ...options }: FixtureOptions = {}): Fixture {
  return createFixture({
    ...options,
    pool: { firstFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'], ...pool },
    client: { ...ALLOWED, ...client },
  });
}

function start(pool: Fixture, parameters: Record<string, string> = {}, Session?: unknown) {
  return pool.client('InitiateAuth', {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: EMAIL, ...parameters },
    Session,
  });
}

function respond(
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

describe('USER_AUTH', () => {
  test('offers the passwords and the codes that a proved address can get', async () => {
    const pool = create();
    await pool.confirmedUser();

    expect(await start(pool)).toEqual({
      ChallengeName: 'SELECT_CHALLENGE',
      ChallengeParameters: {},
      AvailableChallenges: ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP'],
      Session: expect.any(String),
    });
  });

  test.each<[string, FixtureOptions]>([
    ['the pool requires a second factor', { pool: { mfa: { mode: 'ON', factors: ['SMS_MFA'] } } }],
    ['the pool allows passwords alone', { pool: { firstFactors: ['PASSWORD'] } }],
  ])('offers passwords alone where %s', async (_, options) => {
    const pool = create(options);
    await pool.confirmedUser();

    const { AvailableChallenges } = await start(pool);

    expect(AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP']);
  });

  test('offers no code to a user who is not confirmed', async () => {
    const pool = create();
    await pool.signUp();

    expect((await start(pool)).AvailableChallenges).not.toContain('EMAIL_OTP');
  });

  test('signs in by a code of eight digits, once', async () => {
    const pool = create();
    await pool.confirmedUser();
    const challenge = await respond(pool, await start(pool), { ANSWER: 'EMAIL_OTP' });
    const code = { EMAIL_OTP_CODE: pool.code() };

    await expect(respond(pool, challenge, { EMAIL_OTP_CODE: '0' })).rejects.toMatchObject(MISMATCH);
    const answer = await respond(pool, challenge, code);

    expect(challenge).toMatchObject({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: 'f***@e***' },
    });
    expect(code.EMAIL_OTP_CODE).toMatch(/^\d{8}$/);
    expect(answer).toHaveProperty('AuthenticationResult');
    await expect(respond(pool, challenge, code)).rejects.toMatchObject(EXPIRED);
  });

  test('evaluates five of 40 guesses of a code at once', async () => {
    const pool = create();
    await pool.confirmedUser();
    const challenge = await start(pool, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    const guess = () => respond(pool, challenge, { EMAIL_OTP_CODE: '0' });

    const guesses = await Promise.allSettled(Array.from({ length: 40 }, guess));

    const codes = guesses.map((one) => one.status === 'rejected' && one.reason.code);
    expect(codes.filter((code) => code === MISMATCH.code)).toHaveLength(5);
  });

  test('signs in by the password that was chosen, or fails as ever', async () => {
    const pool = create();
    await pool.confirmedUser();
    const choice = await start(pool);

    await expect(
      respond(pool, choice, { ANSWER: 'PASSWORD', PASSWORD: 'Wrong1!Aa' }),
    ).rejects.toMatchObject({ message: 'Incorrect username or password.' });
    expect(await respond(pool, choice, { ANSWER: 'PASSWORD', PASSWORD })).toHaveProperty(
      'AuthenticationResult',
    );
  });

  test('signs in by SRP, chosen or preferred', async () => {
    const pool = create();
    await pool.confirmedUser();
    const srp = createSrpClient();
    const SRP_A = srp.publicValue;

    const chosen = await respond(pool, await start(pool), { ANSWER: 'PASSWORD_SRP', SRP_A });
    const preferred = await start(pool, { PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A });

    for (const challenge of [chosen, preferred]) {
      const parameters = challenge.ChallengeParameters as Record<string, string>;
      const answer = await pool.client('RespondToAuthChallenge', {
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses: srp.respond(POOL_ID, parameters, PASSWORD),
      });
      expect(answer).toHaveProperty('AuthenticationResult');
    }
  });

  test('signs in at once by a preferred password', async () => {
    const pool = create();
    await pool.confirmedUser();

    const answer = await start(pool, { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD });

    expect(answer).toHaveProperty('AuthenticationResult');
  });

  test('fails for a choice that was not offered', async () => {
    const pool = create();
    await pool.confirmedUser();

    await expect(respond(pool, await start(pool), { ANSWER: 'SMS_OTP' })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
    });
  });

  test('offers a choice where the preferred factor is not there', async () => {
    const pool = create();
    await pool.confirmedUser();

    expect(await start(pool, { PREFERRED_CHALLENGE: 'SMS_OTP' })).toMatchObject({
      ChallengeName: 'SELECT_CHALLENGE',
    });
  });

  test('treats a name that nobody has like one that somebody has', async () => {
    const pool = create();
    const name = { USERNAME: NOBODY };

    const choice = await start(pool, name);
    const challenge = await respond(pool, choice, { ...name, ANSWER: 'EMAIL_OTP' });

    expect(choice.AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP']);
    expect(challenge).toMatchObject({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: 'n***@e***' },
    });
    expect(pool.inbox.list()).toEqual([]);
    await expect(
      respond(pool, challenge, { ...name, EMAIL_OTP_CODE: '00000000' }),
    ).rejects.toMatchObject(MISMATCH);
  });

  test.each<[string, (pool: Fixture) => unknown]>([
    ['after three minutes', ({ clock }) => clock.advance(180_000)],
    ['after a sign-out everywhere', (pool) => pool.admin('AdminUserGlobalSignOut', NAME)],
    ['after the user was deleted', (pool) => pool.admin('AdminDeleteUser', NAME)],
  ])('fails %s', async (_, change) => {
    const pool = create();
    await pool.confirmedUser();
    const challenge = await start(pool, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });

    await change(pool);

    await expect(respond(pool, challenge, { EMAIL_OTP_CODE: pool.code() })).rejects.toMatchObject(
      EXPIRED,
    );
  });

  test('fails where the client does not allow it', async () => {
    const pool = create({ client: { authFlows: ['ALLOW_USER_SRP_AUTH'] } });

    await expect(start(pool)).rejects.toThrow('USER_AUTH flow not enabled for this client');
  });
});

describe('the session of a confirmed sign-up', () => {
  async function confirmed(options: FixtureOptions = {}) {
    const pool = create(options);
    await pool.signUp();
    const { Session } = await pool.client('ConfirmSignUp', {
      ...NAME,
      ConfirmationCode: pool.code(),
    });
    return { pool, Session };
  }

  test('signs in, once', async () => {
    const { pool, Session } = await confirmed();

    expect(await start(pool, {}, Session)).toHaveProperty('AuthenticationResult');
    await expect(start(pool, {}, Session)).rejects.toMatchObject(EXPIRED);
  });

  test('fails for another name', async () => {
    const { pool, Session } = await confirmed();

    await expect(start(pool, { USERNAME: NOBODY }, Session)).rejects.toMatchObject(EXPIRED);
  });

  test('is no way around a second factor', async () => {
    const { pool, Session } = await confirmed({
      pool: { mfa: { mode: 'ON', factors: ['EMAIL_OTP'] } },
    });

    expect(await start(pool, {}, Session)).toMatchObject({ ChallengeName: 'EMAIL_OTP' });
  });

  test('is not given to a client without USER_AUTH', async () => {
    const { Session } = await confirmed({ client: { authFlows: ['ALLOW_USER_SRP_AUTH'] } });

    expect(Session).toBeUndefined();
  });
});

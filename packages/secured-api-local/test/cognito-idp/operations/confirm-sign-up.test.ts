import { describe, expect, test } from 'vitest';
import { createFixture, EMAIL, type Fixture } from '../user-pool-fixture';

const HOUR_MS = 3_600_000;

function confirm(pool: Fixture, code: string, name = EMAIL, more = {}) {
  return pool.client('ConfirmSignUp', { Username: name, ConfirmationCode: code, ...more });
}

function wrong(code: string): string {
  return code === '000000' ? '111111' : '000000';
}

describe('ConfirmSignUp', () => {
  test('confirms the user and verifies the address that the code went to', async () => {
    const pool = createFixture();
    await pool.signUp();

    const answer = await confirm(pool, pool.code());

    expect(answer).toEqual({});
    expect(pool.userPools.describeUsers()).toMatchObject([
      { status: 'CONFIRMED', attributes: { email: EMAIL, email_verified: 'true' } },
    ]);
  });

  test('fails for a wrong code and then takes the right one', async () => {
    const pool = createFixture();
    await pool.signUp();

    await expect(confirm(pool, wrong(pool.code()))).rejects.toMatchObject({
      code: 'CodeMismatchException',
      message: 'Invalid verification code provided, please try again.',
    });
    await expect(confirm(pool, pool.code())).resolves.toEqual({});
  });

  test('fails for a code of more than 24 hours', async () => {
    const pool = createFixture();
    await pool.signUp();
    pool.clock.advance(24 * HOUR_MS);

    await expect(confirm(pool, pool.code())).rejects.toMatchObject({
      code: 'ExpiredCodeException',
      message: 'Invalid code provided, please request a code again.',
    });
  });

  test('fails for a code that a later one replaced', async () => {
    const pool = createFixture();
    await pool.signUp();
    const first = pool.code();
    do await pool.client('ResendConfirmationCode', { Username: EMAIL });
    while (pool.code() === first);

    await expect(confirm(pool, first)).rejects.toMatchObject({ code: 'CodeMismatchException' });
    await expect(confirm(pool, pool.code())).resolves.toEqual({});
  });

  test('fails for a user who is confirmed', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    await expect(confirm(pool, pool.code())).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
  });

  test('fails for an unknown name as for a wrong code, unless the client tells', async () => {
    const silent = createFixture();
    const telling = createFixture({ client: { preventUserExistenceErrors: false } });

    await expect(confirm(silent, '000000', 'nobody@example.com')).rejects.toMatchObject({
      code: 'CodeMismatchException',
    });
    await expect(confirm(telling, '000000', 'nobody@example.com')).rejects.toMatchObject({
      code: 'UserNotFoundException',
      message: 'Username/client id combination not found.',
    });
  });

  test('evaluates at most 20 of 1,000 codes that are tried at the same time', async () => {
    const pool = createFixture();
    await pool.signUp();
    const guesses = Array.from({ length: 1_000 }, () => confirm(pool, wrong(pool.code())));

    const answers = await Promise.allSettled(guesses);

    const codes = answers.map((answer) => answer.status === 'rejected' && answer.reason.code);
    expect(codes.filter((code) => code === 'CodeMismatchException')).toHaveLength(20);
    expect(codes.filter((code) => code === 'LimitExceededException')).toHaveLength(980);
    await expect(confirm(pool, pool.code())).rejects.toMatchObject({
      message: 'Attempt limit exceeded, please try after some time.',
    });
    pool.clock.advance(HOUR_MS);
    await expect(confirm(pool, pool.code())).resolves.toEqual({});
  });

  test('limits guesses for a name that nobody has just as well', async () => {
    const pool = createFixture();
    const guess = () => confirm(pool, '000000', 'nobody@example.com').catch((error) => error.code);

    const codes = await Promise.all(Array.from({ length: 25 }, guess));

    expect(codes.filter((code) => code === 'LimitExceededException')).toHaveLength(5);
  });

  test('fails for an alias that another user has, and keeps the code', async () => {
    const pool = createFixture({ pool: { usernameAttributes: [], aliasAttributes: ['email'] } });
    await pool.signUp('first');
    await confirm(pool, pool.code(), 'first');
    await pool.signUp('second');

    await expect(confirm(pool, pool.code(), 'second')).rejects.toMatchObject({
      code: 'AliasExistsException',
      message: 'An account with the email already exists.',
    });
    await confirm(pool, pool.code(), 'second', { ForceAliasCreation: true });
    expect(pool.userPools.describeUsers()).toMatchObject([
      { username: 'first', attributes: { email_verified: 'false' } },
      { username: 'second', attributes: { email_verified: 'true' } },
    ]);
    expect((await pool.signIn(EMAIL)).AccessToken).toBeTruthy();
  });
});

describe('ResendConfirmationCode', () => {
  test('answers alike for a user, and for a name that nobody has', async () => {
    const pool = createFixture();
    await pool.signUp();

    const real = await pool.client('ResendConfirmationCode', { Username: EMAIL });
    const pretended = await pool.client('ResendConfirmationCode', { Username: 'fix@e.com' });

    expect(pretended).toEqual(real);
    expect(pool.inbox.latest('fix@e.com')).toBeUndefined();
  });

  test('fails for a confirmed user', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    await expect(pool.client('ResendConfirmationCode', { Username: EMAIL })).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: 'User is already confirmed.',
    });
  });

  test('fails after 20 messages in an hour', async () => {
    const pool = createFixture();
    await pool.signUp();
    const resend = () => pool.client('ResendConfirmationCode', { Username: EMAIL });
    for (let sent = 1; sent < 20; sent++) await resend();

    await expect(resend()).rejects.toMatchObject({ code: 'LimitExceededException' });
    pool.clock.advance(HOUR_MS);
    await expect(resend()).resolves.toBeTruthy();
  });
});

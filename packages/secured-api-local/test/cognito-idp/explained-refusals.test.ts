import { describe, expect, test } from 'vitest';
import { AwsError } from '../../src/support/aws-error';
import { createFixture, EMAIL, type Fixture, PASSWORD } from './user-pool-fixture';

const HOUR_MS = 3_600_000;

/** What the caller and what the developer is told of a refusal. */
async function refusalOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof AwsError ? { message: error.message, reason: error.reason } : error;
}

async function known(): Promise<Fixture> {
  const pool = createFixture();
  await pool.confirmedUser();
  return pool;
}

const confirm = (pool: Fixture, ConfirmationCode: string) =>
  pool.client('ConfirmForgotPassword', {
    Username: EMAIL,
    ConfirmationCode,
    Password: 'Renewed1!',
  });

/** A code that is not the one that was sent. */
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a sign-in that is refused', () => {
  const message = 'Incorrect username or password.';

  test('tells the developer a wrong password from a name that nobody has', async () => {
    const pool = await known();

    const password = await refusalOf(pool.answer(EMAIL, 'Wrong-horse-7'));
    const name = await refusalOf(pool.answer('nobody@example.com', PASSWORD));

    expect(password).toEqual({ message, reason: 'the password is wrong' });
    expect(name).toEqual({ message, reason: 'nobody has this name' });
  });

  test('tells how long a lockout lasts', async () => {
    const pool = await known();
    for (let failure = 0; failure < 5; failure++) {
      await refusalOf(pool.answer(EMAIL, 'Wrong-horse-7'));
    }

    expect(await refusalOf(pool.answer(EMAIL, PASSWORD))).toEqual({
      message: 'Password attempts exceeded',
      reason: 'locked until 2026-09-05T07:05:02.000Z after 5 failures',
    });
  });
});

describe('a code that is refused', () => {
  test('is told from one that is too old, and from none', async () => {
    const pool = await known();

    const none = await refusalOf(confirm(pool, '123456'));
    await pool.client('ForgotPassword', { Username: EMAIL });
    const other = await refusalOf(confirm(pool, wrong(pool.code())));
    pool.clock.advance(HOUR_MS);
    const old = await refusalOf(confirm(pool, pool.code()));

    expect([none, other, old]).toMatchObject([
      { reason: 'no code is open' },
      { reason: 'another code was sent last' },
      { reason: 'the code is too old' },
    ]);
  });

  test('says when too many were tried, and never a code', async () => {
    const pool = await known();
    await pool.client('ForgotPassword', { Username: EMAIL });
    for (let tried = 0; tried < 20; tried++) await refusalOf(confirm(pool, wrong(pool.code())));

    const refusal = await refusalOf(confirm(pool, pool.code()));

    expect(refusal).toMatchObject({ reason: '20 within the hour: code-evaluations' });
    expect(JSON.stringify(refusal)).not.toContain(pool.code());
  });
});

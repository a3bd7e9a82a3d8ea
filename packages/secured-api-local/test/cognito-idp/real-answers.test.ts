import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CLIENT_ID, createFixture, EMAIL, type Fixture } from './user-pool-fixture';

interface RealAnswer {
  readonly name: string;
  readonly request: Record<string, unknown>;
  readonly response: Record<string, unknown> | null;
  readonly error: { readonly name: string; readonly message: string } | null;
}

const FOLDER = new URL('../vectors/cognito/', import.meta.url);

const answers = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file): RealAnswer => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));

/** What has to have happened before the call that was recorded. */
const PREPARE: Readonly<Record<string, (pool: Fixture) => Promise<unknown>>> = {
  'confirm-sign-up.error.code-mismatch': (pool) => pool.signUp(),
  'resend-confirmation.error.rate-limit': async (pool) => {
    await pool.signUp();
    await pool.client('ResendConfirmationCode', { Username: EMAIL });
  },
  'resend-confirmation.happy': (pool) => pool.signUp(),
  'sign-up.error.username-exists': (pool) => pool.signUp(),
};

describe('a recorded answer of AWS', () => {
  test('is there for every operation that has one', () => {
    expect(answers).toHaveLength(7);
  });

  test.each(answers)('equals the one here: $name', async ({ name, request, response, error }) => {
    const pool = createFixture({
      pool: { usernameAttributes: [], caseSensitive: true },
      client: { preventUserExistenceErrors: false },
    });
    await PREPARE[name]?.(pool);

    const answer = pool.call(OPERATIONS[name.split('.')[0] ?? ''] ?? '', {
      ...request,
      ClientId: CLIENT_ID,
    });

    if (error !== null) {
      const { name: code, message } = error;
      await expect(answer).rejects.toMatchObject({ code, message, status: 400 });
      return;
    }
    const { $metadata, UserSub, ...expected } = response ?? {};
    expect(await answer).toMatchObject(expected);
    expect(Object.keys(await answer)).toEqual(
      expect.arrayContaining([...Object.keys(expected), ...(UserSub ? ['UserSub'] : [])]),
    );
  });
});

const OPERATIONS: Readonly<Record<string, string>> = {
  'confirm-sign-up': 'ConfirmSignUp',
  'forgot-password': 'ForgotPassword',
  'initiate-auth': 'InitiateAuth',
  'resend-confirmation': 'ResendConfirmationCode',
  'sign-up': 'SignUp',
};

import { describe, expect, test } from 'vitest';
import { DEFAULT_PASSWORD_POLICY } from '../../../src/cognito-idp/pool/password-policy';
import { createFixture, EMAIL, type Fixture, PASSWORD } from '../user-pool-fixture';

const SECOND = 'Second1!Aa';
const THIRD = 'Third1!Aaa';
const REFUSED = { code: 'PasswordHistoryPolicyViolationException' };

async function poolThatRemembers(historySize: number): Promise<Fixture> {
  const pool = createFixture({
    pool: { passwordPolicy: { ...DEFAULT_PASSWORD_POLICY, historySize } },
  });
  await pool.confirmedUser();
  return pool;
}

function set(pool: Fixture, password: string, permanent = true) {
  return pool.admin('AdminSetUserPassword', {
    Username: EMAIL,
    Password: password,
    Permanent: permanent,
  });
}

describe('a password history', () => {
  test('keeps out as many of the last passwords as the policy says', async () => {
    const pool = await poolThatRemembers(2);
    await set(pool, SECOND);

    await expect(set(pool, SECOND)).rejects.toMatchObject(REFUSED);
    await expect(set(pool, PASSWORD)).rejects.toMatchObject(REFUSED);
    await set(pool, THIRD);
    await set(pool, PASSWORD);

    await expect(pool.signIn(EMAIL, PASSWORD)).resolves.toHaveProperty('IdToken');
  });

  test('keeps nothing out where the policy has none', async () => {
    const pool = await poolThatRemembers(0);

    await set(pool, PASSWORD);

    await expect(pool.signIn(EMAIL, PASSWORD)).resolves.toHaveProperty('IdToken');
  });

  test('holds for a user who changes the password', async () => {
    const pool = await poolThatRemembers(1);
    const { AccessToken } = await pool.signIn();

    const change = pool.call('ChangePassword', {
      AccessToken,
      PreviousPassword: PASSWORD,
      ProposedPassword: PASSWORD,
    });

    await expect(change).rejects.toMatchObject(REFUSED);
  });

  test('holds for a user who forgot the password, and the code stays good', async () => {
    const pool = await poolThatRemembers(1);
    await pool.client('ForgotPassword', { Username: EMAIL });
    const renewal = { Username: EMAIL, ConfirmationCode: pool.code() };

    const same = pool.client('ConfirmForgotPassword', { ...renewal, Password: PASSWORD });

    await expect(same).rejects.toMatchObject(REFUSED);
    await pool.client('ConfirmForgotPassword', { ...renewal, Password: SECOND });
    await expect(pool.signIn(EMAIL, SECOND)).resolves.toHaveProperty('IdToken');
  });

  test('holds for a user who replaces a temporary password', async () => {
    const pool = await poolThatRemembers(2);
    await set(pool, SECOND, false);
    const { Session } = await pool.answer(EMAIL, SECOND);

    const same = pool.client('RespondToAuthChallenge', {
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: PASSWORD },
      Session,
    });

    await expect(same).rejects.toMatchObject(REFUSED);
  });
});

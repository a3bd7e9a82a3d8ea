import { describe, expect, test } from 'vitest';
import { createFixture, EMAIL, type Fixture } from '../user-pool-fixture';

const NEW_PASSWORD = 'Renewed1!';

function forget(pool: Fixture, name = EMAIL) {
  return pool.client('ForgotPassword', { Username: name });
}

function renew(pool: Fixture, code: string, password = NEW_PASSWORD, name = EMAIL) {
  return pool.client('ConfirmForgotPassword', {
    Username: name,
    ConfirmationCode: code,
    Password: password,
  });
}

async function forgetful(options = {}): Promise<Fixture> {
  const pool = createFixture(options);
  await pool.confirmedUser();
  await forget(pool);
  return pool;
}

describe('ForgotPassword', () => {
  test('sends a code, with which a new password is set', async () => {
    const pool = await forgetful();

    await renew(pool, pool.code());

    expect(pool.inbox.latest(EMAIL)).toMatchObject({ kind: 'ForgotPassword' });
    await expect(pool.signIn(EMAIL, NEW_PASSWORD)).resolves.toHaveProperty('IdToken');
  });

  test('answers alike for a name that nobody has, and sends nothing', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    const real = await forget(pool);
    const pretended = await forget(pool, 'fix@e.com');

    expect(pretended).toEqual(real);
    expect(pool.inbox.latest('fix@e.com')).toBeUndefined();
  });

  test.each([
    ['nobody', ['phone_number'], { DeliveryMedium: 'SMS', AttributeName: 'phone_number' }],
    ['nobody', ['email'], { DeliveryMedium: 'EMAIL', AttributeName: 'email' }],
    ['+15555550000', ['email'], { DeliveryMedium: 'SMS', Destination: '+*******0000' }],
  ] as const)(
    'pretends the same of %s each time where %j is verified',
    async (name, verified, details) => {
      const pool = createFixture({
        pool: { usernameAttributes: [], autoVerifiedAttributes: verified },
      });

      const first = await forget(pool, name);
      const second = await forget(pool, name);

      expect(first).toMatchObject({ CodeDeliveryDetails: details });
      expect(second).toEqual(first);
    },
  );

  test('answers alike for a user without a proved address, and sends nothing', async () => {
    const pool = createFixture();
    await pool.signUp();

    await expect(forget(pool)).resolves.toHaveProperty('CodeDeliveryDetails');

    expect(pool.inbox.latest(EMAIL)?.kind).toBe('SignUp');
  });

  test('tells why it sends nothing, where the client tells', async () => {
    const pool = createFixture({ client: { preventUserExistenceErrors: false } });
    await pool.signUp();

    await expect(forget(pool)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message:
        'Cannot reset password for the user as there is no registered/verified email or phone_number',
    });
  });

  test('fails for a temporary password and for a disabled user, where the client tells', async () => {
    const pool = createFixture({ client: { preventUserExistenceErrors: false } });
    await pool.admin('AdminCreateUser', { Username: EMAIL, MessageAction: 'SUPPRESS' });

    await expect(forget(pool)).rejects.toThrow(
      'User password cannot be reset in the current state.',
    );
    await pool.admin('AdminDeleteUser', { Username: EMAIL });
    await pool.confirmedUser();
    await pool.admin('AdminDisableUser', { Username: EMAIL });
    await expect(forget(pool)).rejects.toThrow('User is disabled.');
  });

  test('fails where only an administrator recovers accounts', async () => {
    const pool = createFixture({ pool: { recovery: [] } });

    await expect(forget(pool)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Contact administrator to reset password.',
    });
  });
});

describe('ConfirmForgotPassword', () => {
  test('takes a code once', async () => {
    const pool = await forgetful();
    const code = pool.code();
    await renew(pool, code);

    await expect(renew(pool, code)).rejects.toMatchObject({ code: 'ExpiredCodeException' });
  });

  test('fails for a code of more than an hour', async () => {
    const pool = await forgetful();
    pool.clock.advance(3_600_000);

    await expect(renew(pool, pool.code())).rejects.toMatchObject({
      code: 'ExpiredCodeException',
      message: 'Invalid code provided, please request a code again.',
    });
  });

  test('fails for a sign-up code', async () => {
    const pool = createFixture();
    await pool.signUp();

    await expect(renew(pool, pool.code())).rejects.toMatchObject({ code: 'ExpiredCodeException' });
  });

  test('fails for a weak password and keeps the code', async () => {
    const pool = await forgetful();

    await expect(renew(pool, pool.code(), 'weak')).rejects.toMatchObject({
      code: 'InvalidPasswordException',
    });
    await expect(renew(pool, pool.code())).resolves.toEqual({});
  });

  test('fails for a name that nobody has as for a wrong code', async () => {
    const pool = createFixture();

    await expect(renew(pool, '000000', NEW_PASSWORD, 'nobody@e.com')).rejects.toMatchObject({
      code: 'CodeMismatchException',
    });
  });

  test('fails for a code that went to an address which the user has left', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const { AccessToken } = await pool.signIn();
    await forget(pool);
    const code = pool.code();
    const UserAttributes = [{ Name: 'email', Value: 'new@example.com' }];
    await pool.call('UpdateUserAttributes', { AccessToken, UserAttributes });

    await expect(renew(pool, code, NEW_PASSWORD, 'new@example.com')).rejects.toMatchObject({
      code: 'ExpiredCodeException',
    });
  });

  test('ends a lockout', async () => {
    const pool = await forgetful();
    for (let failure = 1; failure <= 5; failure++) {
      await pool.signIn(EMAIL, 'wrong').catch(() => undefined);
    }

    await renew(pool, pool.code());

    await expect(pool.signIn(EMAIL, NEW_PASSWORD)).resolves.toHaveProperty('IdToken');
  });
});

import { describe, expect, test } from 'vitest';
import { createFixture, EMAIL, type Fixture, PASSWORD } from '../user-pool-fixture';

const N_HEX_ZERO = '0';

function start(pool: Fixture, parameters: Record<string, string>, flow = 'USER_SRP_AUTH') {
  return pool.client('InitiateAuth', { AuthFlow: flow, AuthParameters: parameters });
}

describe('InitiateAuth', () => {
  test('tells of an unknown user where the client does', async () => {
    const pool = createFixture({ client: { preventUserExistenceErrors: false } });

    await expect(start(pool, { USERNAME: EMAIL, SRP_A: 'aa' })).rejects.toMatchObject({
      code: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });

  test.each([
    [{ SRP_A: 'aa' }, 'Missing required parameter USERNAME'],
    [{ USERNAME: EMAIL }, 'Missing required parameter SRP_A'],
    [{ USERNAME: EMAIL, SRP_A: 'no number' }, 'SRP_A is not a valid value.'],
    [{ USERNAME: EMAIL, SRP_A: N_HEX_ZERO }, 'SRP_A is not a valid value.'],
  ])('fails for the parameters %j', async (parameters, message) => {
    const pool = createFixture();

    await expect(start(pool, parameters)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message,
    });
  });

  test.each([
    ['USER_SRP_AUTH', 'USER_SRP_AUTH is not enabled for the client.'],
    ['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN_AUTH is not enabled for the client.'],
    ['REFRESH_TOKEN', 'REFRESH_TOKEN_AUTH is not enabled for the client.'],
    ['USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH flow not enabled for this client'],
    ['ADMIN_USER_PASSWORD_AUTH', 'Initiate Auth method not supported.'],
  ])('fails for %s where the client does not allow it', async (flow, message) => {
    const pool = createFixture({ client: { authFlows: [] } });

    await expect(start(pool, { USERNAME: EMAIL, SRP_A: 'aa' }, flow)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message,
    });
  });

  test('evaluates five of 1,000 wrong passwords that come at the same time', async () => {
    const pool = createFixture({ client: { authFlows: ['ALLOW_USER_PASSWORD_AUTH'] } });
    await pool.confirmedUser();
    const signIn = (given: string) =>
      start(pool, { USERNAME: EMAIL, PASSWORD: given }, 'USER_PASSWORD_AUTH');

    const answers = await Promise.allSettled(
      Array.from({ length: 1_000 }, (_, i) => signIn(`${PASSWORD}${i}`)),
    );

    const messages = answers.map((answer) => answer.status === 'rejected' && answer.reason.message);
    expect(messages.filter((text) => text === 'Incorrect username or password.')).toHaveLength(5);
    expect(messages.filter((text) => text === 'Password attempts exceeded')).toHaveLength(995);
    await expect(signIn(PASSWORD)).rejects.toThrow('Password attempts exceeded');
  });

  test('refreshes tokens without a new refresh token', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const tokens = await pool.signIn();

    const answer = await start(pool, { REFRESH_TOKEN: tokens.RefreshToken }, 'REFRESH_TOKEN_AUTH');

    expect(answer.AuthenticationResult).toEqual({
      AccessToken: expect.any(String),
      IdToken: expect.any(String),
      ExpiresIn: 3600,
      TokenType: 'Bearer',
    });
  });
});

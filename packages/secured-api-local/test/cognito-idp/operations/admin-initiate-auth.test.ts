import { describe, expect, test } from 'vitest';
import { CLIENT_ID, createFixture, EMAIL, type Fixture, PASSWORD } from '../user-pool-fixture';

const client = { authFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] };

function start(pool: Fixture, parameters: Record<string, string>, flow: string) {
  return pool.admin('AdminInitiateAuth', {
    ClientId: CLIENT_ID,
    AuthFlow: flow,
    AuthParameters: parameters,
  });
}

describe('AdminInitiateAuth', () => {
  test.each(['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'])(
    'signs a user in by %s, and refreshes the tokens',
    async (flow) => {
      const pool = createFixture({ client });
      await pool.confirmedUser();

      const { AuthenticationResult } = await start(pool, { USERNAME: EMAIL, PASSWORD }, flow);
      const { RefreshToken } = Object(AuthenticationResult);
      const renewed = await start(pool, { REFRESH_TOKEN: RefreshToken }, 'REFRESH_TOKEN_AUTH');

      expect(renewed.AuthenticationResult).toHaveProperty('AccessToken');
    },
  );

  test.each(['USER_PASSWORD_AUTH', 'constructor', 'WHATEVER'])('fails for %s', async (flow) => {
    const pool = createFixture({ client });

    await expect(start(pool, { USERNAME: EMAIL, PASSWORD }, flow)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: 'Initiate Auth method not supported.',
    });
  });

  test('fails where the client does not allow the flow', async () => {
    const pool = createFixture({ client: { authFlows: ['ALLOW_USER_PASSWORD_AUTH'] } });

    await expect(
      start(pool, { USERNAME: EMAIL, PASSWORD }, 'ADMIN_USER_PASSWORD_AUTH'),
    ).rejects.toThrow('ADMIN_USER_PASSWORD_AUTH is not enabled for the client.');
  });

  test('fails for a client of another pool', async () => {
    const pool = createFixture({ client: { ...client, poolId: 'us-east-1_Other1234' } });

    await expect(
      start(pool, { USERNAME: EMAIL, PASSWORD }, 'ADMIN_USER_PASSWORD_AUTH'),
    ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  test('has no flow of an administrator for whoever calls InitiateAuth', async () => {
    const pool = createFixture({ client });
    await pool.confirmedUser();

    await expect(
      pool.client('InitiateAuth', {
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: EMAIL, PASSWORD },
      }),
    ).rejects.toThrow('Initiate Auth method not supported.');
  });
});

describe('AdminRespondToAuthChallenge', () => {
  test('replaces a temporary password', async () => {
    const pool = createFixture({ client });
    await pool.admin('AdminCreateUser', { Username: EMAIL, TemporaryPassword: PASSWORD });
    const parameters = { USERNAME: EMAIL, PASSWORD };
    const challenge = await start(pool, parameters, 'ADMIN_USER_PASSWORD_AUTH');

    const answer = await pool.admin('AdminRespondToAuthChallenge', {
      ClientId: CLIENT_ID,
      ChallengeName: challenge.ChallengeName,
      Session: challenge.Session,
      ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: 'Other1!Aa' },
    });

    expect(challenge.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    expect(answer).toHaveProperty('AuthenticationResult');
  });
});

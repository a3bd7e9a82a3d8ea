import { describe, expect, test } from 'vitest';
import { claimsOf, createFixture, EMAIL, type Fixture, type Tokens } from '../user-pool-fixture';

const DAY_MS = 86_400_000;

async function refresh(pool: Fixture, token: string): Promise<Tokens> {
  const answer = await pool.client('GetTokensFromRefreshToken', { RefreshToken: token });
  return answer.AuthenticationResult as Tokens;
}

async function signedIn(rotation?: { graceMs: number }) {
  const pool = createFixture({
    client: rotation && { rotation, authFlows: ['ALLOW_USER_SRP_AUTH'] },
  });
  await pool.confirmedUser();
  return { pool, tokens: await pool.signIn() };
}

describe('GetTokensFromRefreshToken', () => {
  test('keeps session and time of authentication, and tells of a new group', async () => {
    const { pool, tokens } = await signedIn();
    pool.userPools.addGroup({ poolId: 'us-east-1_AbCdEf123', name: 'admins' });
    await pool.admin('AdminAddUserToGroup', { Username: EMAIL, GroupName: 'admins' });
    pool.clock.advance(DAY_MS);

    const fresh = await refresh(pool, tokens.RefreshToken);

    const before = claimsOf(tokens.IdToken);
    expect(claimsOf(fresh.IdToken)).toMatchObject({
      origin_jti: before.origin_jti,
      auth_time: before.auth_time,
      iat: Number(before.iat) + DAY_MS / 1000,
      'cognito:groups': ['admins'],
    });
    expect(fresh).not.toHaveProperty('RefreshToken');
  });

  test('fails after 30 days', async () => {
    const { pool, tokens } = await signedIn();
    pool.clock.advance(30 * DAY_MS);

    await expect(refresh(pool, tokens.RefreshToken)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Refresh Token has expired',
    });
  });

  test('fails for a token that nobody was given', async () => {
    const { pool, tokens } = await signedIn();

    await expect(refresh(pool, `${tokens.RefreshToken}x`)).rejects.toThrow('Invalid Refresh Token');
  });

  test('fails for another client', async () => {
    const { pool, tokens } = await signedIn();
    const [client] = pool.userPools.clients();
    if (client !== undefined) pool.userPools.addClient({ ...client, id: 'other' });

    const attempt = pool.call('GetTokensFromRefreshToken', {
      ClientId: 'other',
      RefreshToken: tokens.RefreshToken,
    });

    await expect(attempt).rejects.toThrow('Invalid Refresh Token');
  });

  test.each([
    ['AdminUserGlobalSignOut', 'Refresh Token has been revoked'],
    ['AdminDisableUser', 'User is disabled.'],
    ['AdminDeleteUser', 'Refresh Token has been revoked'],
  ])('fails after %s', async (operation, message) => {
    const { pool, tokens } = await signedIn();
    await pool.admin(operation, { Username: EMAIL });

    await expect(refresh(pool, tokens.RefreshToken)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message,
    });
  });

  test('fails for a user of the same name who was made later', async () => {
    const { pool, tokens } = await signedIn();
    await pool.admin('AdminDeleteUser', { Username: EMAIL });
    await pool.confirmedUser();

    await expect(refresh(pool, tokens.RefreshToken)).rejects.toThrow('has been revoked');
  });

  test('asks a client with a secret for it', async () => {
    const { pool, tokens } = await signedIn();
    const [client] = pool.userPools.clients();
    if (client !== undefined) pool.userPools.addClient({ ...client, secret: 'client-secret' });
    const ask = (ClientSecret?: string) =>
      pool.client('GetTokensFromRefreshToken', { RefreshToken: tokens.RefreshToken, ClientSecret });

    await expect(ask()).rejects.toMatchObject({ code: 'NotAuthorizedException' });
    await expect(ask('other')).rejects.toMatchObject({ code: 'NotAuthorizedException' });
    await expect(ask('client-secret')).resolves.toHaveProperty('AuthenticationResult');
  });

  test('fails where the client refreshes in no way', async () => {
    const pool = createFixture({ client: { authFlows: ['ALLOW_USER_SRP_AUTH'] } });
    await pool.confirmedUser();
    const { RefreshToken } = await pool.signIn();

    await expect(refresh(pool, RefreshToken)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
    });
  });
});

describe('rotation', () => {
  test('gives a successor that ends with the first token', async () => {
    const { pool, tokens } = await signedIn({ graceMs: 0 });
    pool.clock.advance(29 * DAY_MS);

    const { RefreshToken } = await refresh(pool, tokens.RefreshToken);

    expect(RefreshToken).not.toBe(tokens.RefreshToken);
    pool.clock.advance(DAY_MS);
    await expect(refresh(pool, RefreshToken)).rejects.toThrow('Refresh Token has expired');
  });

  test('fails for a token that was used, after the grace', async () => {
    const { pool, tokens } = await signedIn({ graceMs: 10_000 });
    const first = await refresh(pool, tokens.RefreshToken);
    pool.clock.advance(9_999);
    await refresh(pool, tokens.RefreshToken);
    pool.clock.advance(1);

    await expect(refresh(pool, tokens.RefreshToken)).rejects.toMatchObject({
      code: 'RefreshTokenReuseException',
    });
    await expect(refresh(pool, first.RefreshToken)).resolves.toHaveProperty('IdToken');
  });

  test('gives one successor without grace when two ask at the same time', async () => {
    const { pool, tokens } = await signedIn({ graceMs: 0 });

    const answers = await Promise.allSettled([
      refresh(pool, tokens.RefreshToken),
      refresh(pool, tokens.RefreshToken),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

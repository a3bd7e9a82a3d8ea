import { describe, expect, test } from 'vitest';
import { claimsOf, createFixture, EMAIL, PASSWORD } from '../user-pool-fixture';

async function signedIn() {
  const pool = createFixture();
  await pool.confirmedUser();
  return { pool, tokens: await pool.signIn() };
}

describe('GetUser', () => {
  test('shows the attributes that the client may read', async () => {
    const { pool, tokens } = await signedIn();

    const answer = await pool.call('GetUser', { AccessToken: tokens.AccessToken });

    const { sub } = claimsOf(tokens.AccessToken);
    expect(answer).toEqual({
      Username: sub,
      UserAttributes: [
        { Name: 'sub', Value: sub },
        { Name: 'email', Value: EMAIL },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
  });

  test('fails for an id token, and for a text that is no token', async () => {
    const { pool, tokens } = await signedIn();

    for (const AccessToken of [tokens.IdToken, 'token', tokens.RefreshToken]) {
      await expect(pool.call('GetUser', { AccessToken })).rejects.toMatchObject({
        code: 'NotAuthorizedException',
        message: 'Invalid Access Token',
      });
    }
  });

  test('fails after an hour', async () => {
    const { pool, tokens } = await signedIn();
    pool.clock.advance(3_600_000);

    await expect(pool.call('GetUser', { AccessToken: tokens.AccessToken })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Access Token has expired',
    });
  });

  test.each([
    ['AdminUserGlobalSignOut', 'NotAuthorizedException', 'Access Token has been revoked'],
    ['AdminDisableUser', 'NotAuthorizedException', 'User is disabled.'],
    ['AdminDeleteUser', 'UserNotFoundException', 'User does not exist.'],
  ])('fails after %s', async (operation, code, message) => {
    const { pool, tokens } = await signedIn();
    await pool.admin(operation, { Username: EMAIL });

    const attempt = pool.call('GetUser', { AccessToken: tokens.AccessToken });

    await expect(attempt).rejects.toMatchObject({ code, message });
  });
});

describe('GlobalSignOut', () => {
  test('ends every session of the user, and leaves a new sign-in alone', async () => {
    const { pool, tokens } = await signedIn();
    const other = await pool.signIn();

    await pool.call('GlobalSignOut', { AccessToken: tokens.AccessToken });

    for (const { AccessToken } of [tokens, other]) {
      await expect(pool.call('GetUser', { AccessToken })).rejects.toThrow('has been revoked');
    }
    const { AccessToken } = await pool.signIn();
    await expect(pool.call('GetUser', { AccessToken })).resolves.toHaveProperty('Username');
  });
});

describe('RevokeToken', () => {
  test('ends the session of the token and no other', async () => {
    const { pool, tokens } = await signedIn();
    const other = await pool.signIn();

    await pool.client('RevokeToken', { Token: tokens.RefreshToken });

    const attempt = pool.client('GetTokensFromRefreshToken', { RefreshToken: tokens.RefreshToken });
    await expect(attempt).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Refresh Token has been revoked',
    });
    await expect(pool.call('GetUser', { AccessToken: tokens.AccessToken })).rejects.toThrow(
      'Access Token has been revoked',
    );
    await expect(
      pool.client('GetTokensFromRefreshToken', { RefreshToken: other.RefreshToken }),
    ).resolves.toHaveProperty('AuthenticationResult');
  });

  test('is content with a token that is revoked or unknown', async () => {
    const { pool, tokens } = await signedIn();
    await pool.client('RevokeToken', { Token: tokens.RefreshToken });

    await expect(pool.client('RevokeToken', { Token: tokens.RefreshToken })).resolves.toEqual({});
    await expect(pool.client('RevokeToken', { Token: 'unknown' })).resolves.toEqual({});
  });

  test('fails for an access token, and for the token of another client', async () => {
    const { pool, tokens } = await signedIn();
    const [client] = pool.userPools.clients();
    if (client !== undefined) pool.userPools.addClient({ ...client, id: 'other' });

    const access = pool.client('RevokeToken', { Token: tokens.AccessToken });
    const foreign = pool.call('RevokeToken', { ClientId: 'other', Token: tokens.RefreshToken });

    await expect(access).rejects.toMatchObject({ code: 'UnsupportedTokenTypeException' });
    await expect(foreign).rejects.toMatchObject({ code: 'UnauthorizedException' });
  });
});

describe('ChangePassword', () => {
  const change = (AccessToken: string, previous: string, proposed: string) => ({
    AccessToken,
    PreviousPassword: previous,
    ProposedPassword: proposed,
  });

  test('replaces the password', async () => {
    const { pool, tokens } = await signedIn();

    await pool.call('ChangePassword', change(tokens.AccessToken, PASSWORD, 'Changed1!'));

    await expect(pool.signIn(EMAIL, 'Changed1!')).resolves.toHaveProperty('IdToken');
    await expect(pool.signIn()).rejects.toThrow('Incorrect username or password.');
  });

  test('fails for a wrong present password, and locks after five', async () => {
    const { pool, tokens } = await signedIn();
    const attempt = () =>
      pool.call('ChangePassword', change(tokens.AccessToken, 'Wrong1!!', 'Changed1!'));
    for (let failure = 1; failure <= 5; failure++) {
      await expect(attempt()).rejects.toThrow('Incorrect username or password.');
    }

    await expect(attempt()).rejects.toThrow('Password attempts exceeded');
  });

  test('fails for a weak new password', async () => {
    const { pool, tokens } = await signedIn();

    await expect(
      pool.call('ChangePassword', change(tokens.AccessToken, PASSWORD, 'weak')),
    ).rejects.toMatchObject({ code: 'InvalidPasswordException' });
  });
});

describe('DeleteUser', () => {
  test('deletes the user and frees the name', async () => {
    const { pool, tokens } = await signedIn();

    await pool.call('DeleteUser', { AccessToken: tokens.AccessToken });

    expect(pool.userPools.describeUsers()).toEqual([]);
    await expect(pool.signUp()).resolves.toHaveProperty('UserSub');
  });
});

import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { describe, expect, test } from 'vitest';
import { CLIENT_ID, claimsOf, createFixture, EMAIL, PASSWORD, POOL_ID } from './user-pool-fixture';

describe('a confirmed user', () => {
  test('signs in by SRP and gets the tokens of AWS', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    const tokens = await pool.signIn();

    const { sub } = claimsOf(tokens.AccessToken);
    const common = {
      sub,
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
      auth_time: 1_788_591_901,
      iat: 1_788_591_901,
      exp: 1_788_595_501,
      jti: expect.any(String),
      origin_jti: expect.any(String),
      event_id: expect.any(String),
    };
    expect(claimsOf(tokens.IdToken)).toEqual({
      ...common,
      aud: CLIENT_ID,
      token_use: 'id',
      'cognito:username': sub,
      email: EMAIL,
      email_verified: true,
    });
    expect(claimsOf(tokens.AccessToken)).toEqual({
      ...common,
      client_id: CLIENT_ID,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: sub,
    });
    expect(tokens).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 3600 });
  });

  test('has tokens that aws-jwt-verify accepts by the published keys', async () => {
    const pool = createFixture({ pool: {} });
    pool.clock.advance(Date.now() - pool.clock.now());
    await pool.confirmedUser();
    const { AccessToken, IdToken } = await pool.signIn();
    const keys = await pool.userPools.jwks(POOL_ID);

    const settings = { userPoolId: POOL_ID, clientId: CLIENT_ID } as const;
    const forIds = CognitoJwtVerifier.create({ ...settings, tokenUse: 'id' });
    const forAccess = CognitoJwtVerifier.create({ ...settings, tokenUse: 'access' });
    forIds.cacheJwks({ keys: [...(keys?.keys ?? [])] });
    forAccess.cacheJwks({ keys: [...(keys?.keys ?? [])] });

    expect(await forIds.verify(IdToken)).toMatchObject({ email: EMAIL });
    expect(await forAccess.verify(AccessToken)).toMatchObject({ token_use: 'access' });
    await expect(forIds.verify(AccessToken)).rejects.toThrow();
  });

  test('fails with the wrong password', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    const attempt = pool.answer(EMAIL, `${PASSWORD}x`);

    await expect(attempt).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
      status: 400,
    });
  });
});

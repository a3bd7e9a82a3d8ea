import { describe, expect, test } from 'vitest';
import { CLIENT_ID, claimsOf, POOL_ID } from '../cognito-idp/user-pool-fixture';
import { createIdentityFixture, IDENTITY_POOL_ID, PROVIDER } from './identity-pool-fixture';

async function signedIn() {
  const pool = createIdentityFixture();
  await pool.userPool.confirmedUser();
  return { pool, tokens: await pool.userPool.signIn() };
}

function getId(pool: ReturnType<typeof createIdentityFixture>, logins: Record<string, string>) {
  return pool.call('GetId', { IdentityPoolId: IDENTITY_POOL_ID, Logins: logins });
}

describe('a login', () => {
  test('fails once the token has expired', async () => {
    const { pool, tokens } = await signedIn();
    const exp = Number(claimsOf(tokens.IdToken).exp);
    pool.userPool.clock.advance(3_600_000);

    await expect(getId(pool, { [PROVIDER]: tokens.IdToken })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: `Invalid login token. Token expired: ${exp} >= ${exp}`,
    });
  });

  test.each([
    ['an access token', (tokens: { AccessToken: string }) => tokens.AccessToken],
    ['a text', () => 'token'],
    ['an unsigned token', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
  ])('fails with %s', async (_what, token) => {
    const { pool, tokens } = await signedIn();

    await expect(getId(pool, { [PROVIDER]: token(tokens) })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Invalid login token. Not a valid OpenId Connect identity token.',
    });
  });

  test('fails for a client and for a pool that the identity pool does not trust', async () => {
    const { pool, tokens } = await signedIn();
    const trust = (poolId: string, clientId: string) => {
      const providerName = `cognito-idp.us-east-1.amazonaws.com/${poolId}`;
      pool.identityPools.add({
        id: IDENTITY_POOL_ID,
        allowUnauthenticated: false,
        allowClassicFlow: false,
        providers: [{ providerName, clientId, serverSideTokenCheck: false }],
        directProviders: [],
      });
      return getId(pool, { [providerName]: tokens.IdToken });
    };

    await expect(trust(POOL_ID, 'other')).rejects.toThrow(
      'Invalid login token. Incorrect token audience.',
    );
    await expect(trust('us-east-1_other', CLIENT_ID)).rejects.toThrow(
      "Invalid login token. Issuer doesn't match providerName",
    );
  });

  test('fails at a provider that the pool does not name', async () => {
    const { pool, tokens } = await signedIn();

    await expect(getId(pool, { 'accounts.google.com': tokens.IdToken })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Token is not from a supported provider of this identity pool.',
    });
  });

  test('never falls back to a guest', async () => {
    const { pool } = await signedIn();

    await expect(getId(pool, { [PROVIDER]: '' })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
    });
  });

  test('is checked for each of several clients of one pool', async () => {
    const { pool, tokens } = await signedIn();
    const trusted = { providerName: PROVIDER, serverSideTokenCheck: true };
    pool.identityPools.add({
      id: IDENTITY_POOL_ID,
      allowUnauthenticated: false,
      allowClassicFlow: false,
      providers: [
        { ...trusted, clientId: 'other' },
        { ...trusted, clientId: CLIENT_ID },
      ],
      directProviders: [],
    });

    await expect(getId(pool, { [PROVIDER]: tokens.IdToken })).resolves.toHaveProperty('IdentityId');
  });
});

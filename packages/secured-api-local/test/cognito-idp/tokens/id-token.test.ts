import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { describe, expect, test } from 'vitest';
import { createSigningKeys, toJsonWebKeySet } from '../../../src/cognito-idp/tokens/signing-keys';
import { createMemoryStore } from '../../../src/state/memory-store';
import { createRandom } from '../../../src/support/random';
import { CLIENT_ID, claimsOf, createFixture, type Fixture, POOL_ID } from '../user-pool-fixture';

const AUDIENCE = { poolId: POOL_ID, clientId: CLIENT_ID };

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function signedIn() {
  const pool = createFixture();
  pool.clock.advance(Date.now() - pool.clock.now());
  await pool.confirmedUser();
  const tokens = await pool.signIn();
  const [header = '', payload = '', signature = ''] = tokens.IdToken.split('.');
  const keys = pool.userPools.jwks(POOL_ID)?.keys ?? [];
  const verifier = CognitoJwtVerifier.create({
    userPoolId: POOL_ID,
    clientId: CLIENT_ID,
    tokenUse: 'id',
  });
  verifier.cacheJwks({ keys });
  return { pool, tokens, header, payload, signature, keys, verifier };
}

type SignedIn = Awaited<ReturnType<typeof signedIn>>;

describe('an id token', () => {
  test('is given to nobody by a sign-in whose trigger a reset overtakes', async () => {
    const store = createMemoryStore();
    const pool: Fixture = createFixture({
      store,
      pool: { triggers: { PreTokenGeneration: 'arn:function' } },
      invoke: (event) => {
        store.clear([]);
        return { outcome: 'answered', payload: event };
      },
    });
    await pool.confirmedUser();

    await expect(pool.signIn()).rejects.toMatchObject({ code: 'NotAuthorizedException' });
  });

  test('verifies here and with aws-jwt-verify', async () => {
    const { pool, tokens, verifier } = await signedIn();

    const verified = pool.userPools.verifyIdToken(tokens.IdToken, AUDIENCE);

    expect(verified).toMatchObject({ outcome: 'valid', sub: claimsOf(tokens.IdToken).sub });
    await expect(verifier.verify(tokens.IdToken)).resolves.toMatchObject({ token_use: 'id' });
  });

  test.each<[string, (parts: SignedIn) => string]>([
    ['alg none', ({ payload }) => `${encode({ alg: 'none' })}.${payload}.`],
    [
      'alg none under the right key id',
      ({ payload, keys, signature }) =>
        `${encode({ alg: 'none', kid: keys[0]?.kid })}.${payload}.${signature}`,
    ],
    [
      'HS256 keyed by the public key',
      ({ payload, keys }) => {
        const signed = `${encode({ alg: 'HS256', kid: keys[0]?.kid })}.${payload}`;
        const hmac = createHmac('sha256', JSON.stringify(keys[0])).update(signed);
        return `${signed}.${hmac.digest('base64url')}`;
      },
    ],
    [
      'RS256 by another key under the right key id',
      ({ header, payload }) => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const signature = sign('RSA-SHA256', Buffer.from(`${header}.${payload}`), privateKey);
        return `${header}.${payload}.${signature.toString('base64url')}`;
      },
    ],
    [
      'changed claims',
      ({ header, signature, tokens }) =>
        `${header}.${encode({ ...claimsOf(tokens.IdToken), sub: 'other' })}.${signature}`,
    ],
    ['the access token', ({ tokens }) => tokens.AccessToken],
    ['no signature', ({ header, payload }) => `${header}.${payload}.`],
    ['four parts', ({ tokens }) => `${tokens.IdToken}.x`],
    ['no token', () => 'token'],
  ])('fails as %s', async (_what, forge) => {
    const parts = await signedIn();
    const token = forge(parts);

    const verified = parts.pool.userPools.verifyIdToken(token, AUDIENCE);

    expect(verified).toEqual({ outcome: 'invalid' });
    await expect(parts.verifier.verify(token)).rejects.toThrow();
  });

  test('fails once it has expired, for another client, and for another pool', async () => {
    const { pool, tokens } = await signedIn();
    const { verifyIdToken } = pool.userPools;
    const otherClient = verifyIdToken(tokens.IdToken, { ...AUDIENCE, clientId: 'other' });
    const otherPool = verifyIdToken(tokens.IdToken, { ...AUDIENCE, poolId: 'us-east-1_other' });
    pool.clock.advance(3_600_000);

    const expired = verifyIdToken(tokens.IdToken, AUDIENCE);

    const { exp } = claimsOf(tokens.IdToken);
    expect(otherClient).toEqual({ outcome: 'wrongAudience' });
    expect(otherPool).toEqual({ outcome: 'wrongIssuer' });
    expect(expired).toMatchObject({ outcome: 'expired', exp });
  });
});

describe('keys', () => {
  test('are public, and published for known pools alone', async () => {
    const { pool, keys } = await signedIn();

    expect(keys).toEqual([
      {
        alg: 'RS256',
        e: 'AQAB',
        kid: expect.any(String),
        kty: 'RSA',
        n: expect.any(String),
        use: 'sig',
      },
    ]);
    expect(pool.userPools.jwks('us-east-1_other')).toBeUndefined();
    expect(pool.userPools.openidConfiguration('us-east-1_other', 'http://x')).toBeUndefined();
  });

  test('are found by the discovery document', () => {
    const pool = createFixture();

    const document = pool.userPools.openidConfiguration(POOL_ID, 'http://localhost:4000');

    expect(document).toMatchObject({
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
      jwks_uri: `http://localhost:4000/${POOL_ID}/.well-known/jwks.json`,
    });
  });

  test('are made once a store', () => {
    const store = createMemoryStore();
    const random = createRandom();

    const first = createSigningKeys(store, random)();
    const second = createSigningKeys(store, random)();
    const other = createSigningKeys(createMemoryStore(), random)();

    expect(toJsonWebKeySet(second)).toEqual(toJsonWebKeySet(first));
    expect(other.kid).not.toBe(first.kid);
  });
});

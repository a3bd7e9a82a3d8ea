import { createHmac, generateKeyPairSync } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createJwtAuthorizer } from '../../src/http-api/jwt-authorizer';
import { START } from '../environment';

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123';
const NOW = START / 1000;
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };

const judge = createJwtAuthorizer(
  { kind: 'jwt', issuer: ISSUER, audience: ['client-a', 'client-b'], header: 'authorization' },
  () => ({ keys: [jwk] }),
  { now: () => START },
);

const CLAIMS = {
  iss: ISSUER,
  sub: 'user',
  client_id: 'client-a',
  scope: 'api/read openid',
  iat: NOW - 10,
  exp: NOW + 60,
};

function sign(
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key = pair.privateKey,
) {
  return new SignJWT({ ...CLAIMS, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header })
    .sign(key);
}

function forge(header: object, secret?: string): string {
  const signed = [header, CLAIMS]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const mac = secret ? createHmac('sha256', secret).update(signed).digest('base64url') : '';
  return `${signed}.${mac}`;
}

const ask = (token: string, scopes: string[] = []) =>
  judge({ authorization: `Bearer ${token}` }, scopes);

const INVALID = 'Bearer scope="" error="invalid_token" error_description=';

describe('createJwtAuthorizer', () => {
  test('takes an access token and hands its claims on as text', async () => {
    const token = await sign({ 'cognito:groups': ['a', 'b'], address: { formatted: 'x' } });

    const decision = await ask(token);

    expect(decision).toEqual({
      allowed: true,
      caller: 'user',
      authorizer: {
        jwt: {
          claims: {
            iss: ISSUER,
            sub: 'user',
            client_id: 'client-a',
            scope: 'api/read openid',
            iat: String(NOW - 10),
            exp: String(NOW + 60),
            'cognito:groups': '[a b]',
            address: '{"formatted":"x"}',
          },
          scopes: null,
        },
      },
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['aud', { aud: 'client-b', client_id: undefined }],
    ['one aud of several', { aud: ['x', 'client-a'] }],
    ['client_id where there is no aud', { client_id: 'client-b' }],
  ])('takes an audience in %s', async (_, claims) => {
    expect(await ask(await sign(claims))).toMatchObject({ allowed: true });
  });

  test('takes a token without the word Bearer', async () => {
    expect(await judge({ authorization: await sign() }, [])).toMatchObject({ allowed: true });
  });

  test.each<[string, Record<string, unknown>]>([
    ['another client', { client_id: 'client-c' }],
    ['another aud beside a good client_id', { aud: 'client-c' }],
    ['no audience', { client_id: undefined }],
  ])('fails for %s and says so in the challenge', async (_, claims) => {
    expect(await ask(await sign(claims))).toEqual({
      allowed: false,
      status: 401,
      reason: 'token: the token does not have a valid audience',
      challenge: `${INVALID}"the token does not have a valid audience"`,
    });
  });

  test.each<[string, () => string | Promise<string>]>([
    ['alg none', () => forge({ alg: 'none', kid: 'k1' })],
    ['HS256 by the public key', () => forge({ alg: 'HS256', kid: 'k1' }, jwk.n)],
    ['another key of the same name', () => sign({}, {}, other.privateKey)],
    ['an unknown key id', () => sign({}, { kid: 'k2' })],
    ['no key id', () => sign({}, { kid: undefined })],
    ['RS512', () => sign({}, { alg: 'RS512' })],
    ['another issuer', () => sign({ iss: `${ISSUER}x` })],
    ['no issuer', () => sign({ iss: undefined })],
    ['a token past its end', () => sign({ exp: NOW })],
    ['a token without end', () => sign({ exp: undefined })],
    ['a token of later', () => sign({ nbf: NOW + 1 })],
    ['a token issued in the future', () => sign({ iat: NOW + 1 })],
    [
      'a changed payload',
      async () => (await sign()).replace(/\.(.{20})/, '.eyJzdWIiOiJhZG1pbiIsI'),
    ],
    ['a truncated token', async () => (await sign()).slice(0, -1)],
    ['two tokens', async () => `${await sign()},${await sign()}`],
    ['a word', () => 'token'],
    ['nothing', () => ''],
  ])('fails for %s', async (_, make) => {
    const decision = await ask(await make());

    expect(decision).toMatchObject({
      allowed: false,
      status: 401,
      challenge: `${INVALID}"unauthorized"`,
    });
  });

  test('fails without the header', async () => {
    expect(await judge({}, [])).toMatchObject({ allowed: false, reason: 'token: no token' });
  });

  test('never tells the token in its reason', async () => {
    const token = await sign({ exp: NOW });

    const decision = await ask(token);

    expect(JSON.stringify(decision)).not.toContain(token.slice(0, 20));
  });
});

test.each(['RS384', 'RS512', 'PS256'])(
  'fails for %s by a key that says no algorithm',
  async (alg) => {
    const { alg: _, ...silent } = jwk;
    const settings = {
      kind: 'jwt' as const,
      issuer: ISSUER,
      audience: ['client-a'],
      header: 'authorization',
    };
    const authorize = createJwtAuthorizer(settings, () => ({ keys: [silent] }), {
      now: () => START,
    });

    const decision = await authorize({ authorization: await sign({}, { alg }) }, []);

    expect(decision).toMatchObject({ allowed: false, status: 401 });
  },
);

describe('scopes', () => {
  test.each<[string, Record<string, unknown>]>([
    ['scope', {}],
    ['scp as a list', { scope: undefined, scp: ['api/read'] }],
  ])('takes one scope of the list in %s', async (_, claims) => {
    const decision = await ask(await sign(claims), ['api/write', 'api/read']);

    expect(decision).toMatchObject({
      allowed: true,
      authorizer: { jwt: { scopes: ['api/write', 'api/read'] } },
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['none of them', {}],
    ['half of one', { scope: 'api' }],
    ['no scope at all', { scope: undefined }],
    ['an empty scope', { scope: '' }],
  ])('fails for %s with 403', async (_, claims) => {
    expect(await ask(await sign(claims), ['api/write'])).toMatchObject({
      allowed: false,
      status: 403,
    });
  });
});

import { createHmac, createPublicKey, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Local } from '../../src/local';
import { startLocal } from '../../src/start-local';
import { writeAssembly } from '../assembly/assembly-fixture';
import { API_SHAPES } from '../bypass/api-shapes';
import { shapeTemplate } from '../bypass/shape-template';
import { QUIET } from '../environment';

type Json = Record<string, unknown>;

const OTHER = generateKeyPairSync('rsa', { modulusLength: 2048 });
const CURVE = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Json;

/** Every forgery of a token that somebody tries: keys, algorithms, claims, and pieces. */
function forgeriesOf(token: string, jwks: { readonly keys: readonly Json[] }) {
  const [head = '', body = '', signature = ''] = token.split('.');
  const header = decode(head);
  const claims = decode(body);
  const [jwk = {}] = jwks.keys;
  const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const own = OTHER.publicKey.export({ format: 'jwk' });
  const signed = (change: Json, claim: Json = {}, hash = 'sha256') => {
    const text = `${encode({ ...header, ...change })}.${encode({ ...claims, ...claim })}`;
    return `${text}.${signBytes(hash, Buffer.from(text), OTHER.privateKey).toString('base64url')}`;
  };
  const mac = (alg: string, key: string | Buffer) => {
    const text = `${encode({ ...header, alg })}.${body}`;
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  };
  const ec = () => {
    const text = `${encode({ ...header, alg: 'ES256' })}.${body}`;
    const key = { key: CURVE.privateKey, dsaEncoding: 'ieee-p1363' as const };
    return `${text}.${signBytes('sha256', Buffer.from(text), key).toString('base64url')}`;
  };
  const withClaims = (change: Json) => `${head}.${encode({ ...claims, ...change })}.${signature}`;
  const withHeader = (change: Json) => `${encode({ ...header, ...change })}.${body}.${signature}`;
  const later = Math.floor(Date.now() / 1000) + 86_400;
  return {
    'alg none': `${encode({ ...header, alg: 'none' })}.${body}.`,
    'alg None': `${encode({ ...header, alg: 'None' })}.${body}.`,
    'alg none with a signature': withHeader({ alg: 'none' }),
    'no alg': withHeader({ alg: undefined }),
    'alg as a list': withHeader({ alg: ['RS256', 'none'] }),
    'alg of an object': withHeader({ alg: {} }),
    'alg RS384': withHeader({ alg: 'RS384' }),
    'alg PS256': withHeader({ alg: 'PS256' }),
    'HS256 by the public key': mac('HS256', pem),
    'HS256 by the modulus': mac('HS256', String(jwk.n)),
    'HS256 by nothing': mac('HS256', ''),
    ES256: ec(),
    'another key': signed({}),
    'another key of RS512': signed({ alg: 'RS512' }, {}, 'sha512'),
    'another key in the header': signed({ jwk: own }),
    'another key by address': signed({ jku: 'http://localhost/keys', x5u: 'http://localhost/c' }),
    'another key by certificate': signed({ x5c: ['AAAA'] }),
    'another key of another name': signed({ kid: 'other' }),
    'a key name that is a path': signed({ kid: '../../../../dev/null' }),
    'a key name that is a prototype': signed({ kid: '__proto__' }),
    'a key name that is nothing': signed({ kid: '' }),
    'no key name': signed({ kid: undefined }),
    'a critical extension': signed({ crit: ['exp'], exp: 1 }),
    'no payload encoding': signed({ b64: false, crit: ['b64'] }),
    'another user': withClaims({ sub: 'admin', username: 'admin' }),
    'another group': withClaims({ 'cognito:groups': ['admins'] }),
    'another scope': withClaims({ scope: 'api/write' }),
    'another end': withClaims({ exp: later }),
    'no end': withClaims({ exp: undefined }),
    'another issuer': withClaims({ iss: 'https://example.com' }),
    'another audience': withClaims({ client_id: 'other', aud: 'other' }),
    'another use': withClaims({ token_use: claims.token_use === 'id' ? 'access' : 'id' }),
    'a claim twice': `${head}.${Buffer.from('{"sub":"a","sub":"admin"}').toString('base64url')}.${signature}`,
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'four parts': `${token}.${signature}`,
    'half a signature': `${head}.${body}.${signature.slice(0, signature.length / 2)}`,
    'a signature of zeros': `${head}.${body}.${Buffer.alloc(256).toString('base64url')}`,
    'a signature of ones': `${head}.${body}.${Buffer.alloc(256, 255).toString('base64url')}`,
    'a signature one bit off': `${head}.${body}.${flipped(signature)}`,
    'the signature of something else': `${head}.${encode(claims)}x.${signature}`,
    'the parts turned around': `${body}.${head}.${signature}`,
    'blanks inside': `${head}. ${body}.${signature}`,
    'it in plain base64': Buffer.from(token).toString('base64'),
    'it twice': `${token},${token}`,
    nothing: '',
    'two dots': '..',
  };
}

function flipped(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  bytes[9] = (bytes[9] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

/** Everywhere that a token opens something: a route, Cognito itself, and the identity pool. */
function doorsOf(local: Local) {
  const [api] = Object.values(local.apis);
  const cognito = (target: string, body: Json) =>
    fetch(local.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
      body: JSON.stringify(body),
    });
  const provider = `cognito-idp.us-east-1.amazonaws.com/${local.config?.userPoolId}`;
  return {
    route: (token: string) =>
      fetch(`${api?.url}/jwt`, { headers: { authorization: `Bearer ${token}` } }),
    user: (token: string) =>
      cognito('AWSCognitoIdentityProviderService.GetUser', { AccessToken: token }),
    identity: (token: string) =>
      cognito('AWSCognitoIdentityService.GetId', {
        IdentityPoolId: local.config?.identityPoolId,
        Logins: { [provider]: token },
      }),
  };
}

test('no forged token opens a route, the user pool or the identity pool', async () => {
  const shape = API_SHAPES.find(({ name }) => name === 'every kind of authorization');
  if (!shape) throw new Error('no such shape');
  const assembly = writeAssembly({ App: { template: shapeTemplate(shape) } });
  const local = await startLocal({ assembly, port: 0, log: QUIET });
  await local.createUser({ username: 'ann', password: 'Correct-horse-7' });
  const { accessToken, idToken } = await local.signIn({ username: 'ann' });
  const doors = doorsOf(local);
  const keys = await fetch(`${local.url}/${local.config?.userPoolId}/.well-known/jwks.json`);
  const jwks = (await keys.json()) as { readonly keys: readonly Json[] };
  const opened: string[] = [];
  const unnamed: string[] = [];

  const real = await Promise.all([
    doors.route(accessToken),
    doors.user(accessToken),
    doors.identity(idToken),
  ]);
  for (const [door, enter] of Object.entries(doors)) {
    const forgeries = forgeriesOf(door === 'identity' ? idToken : accessToken, jwks);
    expect(Object.keys(forgeries).length).toBeGreaterThanOrEqual(40);
    for (const [name, token] of Object.entries(forgeries)) {
      const { status } = await enter(token);
      if (status < 400) opened.push(`${door}: ${name}`);
      if (status >= 500) unnamed.push(`${door}: ${name}`);
    }
  }
  await local.stop();

  expect(real.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect({ opened, unnamed }).toEqual({ opened: [], unnamed: [] });
}, 30_000);

import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { startLocal } from 'secured-api-local';
import { afterAll, describe, expect, test } from 'vitest';
import { forgetSession, newSession } from './support/amplify-user';
import { configOf } from './support/config-of';
import { exampleAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';

const local = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });
const other = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });
const past = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });
past.clock.advance(-2 * 60 * 60_000);
const old = await newSession(past);
await forgetSession();
const foreign = await newSession(other);
await forgetSession();
const { idToken, accessToken } = await newSession(local);
afterAll(async () => {
  await forgetSession();
  await Promise.all([local, other, past].map((run) => run.stop()));
});

const { userPoolId, userPoolClientId } = configOf(local);
const jwksUrl = `${local.url}/${userPoolId}/.well-known/jwks.json`;
const jwks = await (await fetch(jwksUrl)).json();

function verify(token: string, tokenUse: 'id' | 'access'): Promise<unknown> {
  const verifier = CognitoJwtVerifier.create({ userPoolId, tokenUse, clientId: userPoolClientId });
  verifier.cacheJwks(jwks);
  return verifier.verify(token);
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function parts(token: string): {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
} {
  const [header = '', claims = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  return { header: read(header), claims: read(claims) };
}

const { header, claims } = parts(idToken);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signature = (text: string): string =>
  createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url');

function forge(head: object, body: object, sign: (text: string) => string): string {
  const text = `${encode(head)}.${encode(body)}`;
  return `${text}.${sign(text)}`;
}

const [, payload = '', signed = ''] = idToken.split('.');
const publicKey = JSON.stringify(jwks.keys[0]);

const FORGED: [string, string][] = [
  ['alg none', forge({ ...header, alg: 'none' }, claims, () => '')],
  [
    'HS256 by the public key',
    forge({ ...header, alg: 'HS256' }, claims, (text) =>
      createHmac('sha256', publicKey).update(text).digest('base64url'),
    ),
  ],
  ['another RSA key', forge(header, claims, signature)],
  ['an unknown kid', forge({ ...header, kid: 'unknown' }, claims, signature)],
  ['changed claims', `${encode(header)}.${encode({ ...claims, sub: 'other' })}.${signed}`],
  ['no signature', `${encode(header)}.${payload}.`],
  ['another pool', foreign.idToken],
  ['an access token', accessToken],
  ['two parts', `${encode(header)}.${payload}`],
  ['text', 'not a token'],
];

type PoolConfig = ReturnType<typeof configOf>;

const anonymous = ({ endpoints }: PoolConfig) =>
  new CognitoIdentityClient({
    region: 'us-east-1',
    endpoint: endpoints.identityPool,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });

const loginsOf = (config: PoolConfig, token: string) => ({
  [`cognito-idp.us-east-1.amazonaws.com/${config.userPoolId}`]: token,
});

function getId(config: PoolConfig, token: string) {
  const Logins = loginsOf(config, token);
  return anonymous(config).send(
    new GetIdCommand({ IdentityPoolId: config.identityPoolId, Logins }),
  );
}

async function credentialsFor(token: string) {
  const config = configOf(local);
  const { IdentityId } = await getId(config, token);
  const Logins = loginsOf(config, token);
  return anonymous(config).send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
}

describe('tokens', () => {
  test('verify by aws-jwt-verify from the served key set', async () => {
    await expect(verify(idToken, 'id')).resolves.toMatchObject({ aud: userPoolClientId });
    await expect(verify(accessToken, 'access')).resolves.toMatchObject({
      client_id: userPoolClientId,
      scope: 'aws.cognito.signin.user.admin',
    });
  });

  test('fail to verify once they have expired', async () => {
    const verifier = CognitoJwtVerifier.create({
      userPoolId: configOf(past).userPoolId,
      clientId: configOf(past).userPoolClientId,
      tokenUse: 'id',
    });
    const keys = `${past.url}/${configOf(past).userPoolId}/.well-known/jwks.json`;
    verifier.cacheJwks(await (await fetch(keys)).json());

    const attempt = verifier.verify(old.idToken);

    await expect(attempt).rejects.toThrow(/^Token expired at/);
  });

  test('give credentials at the identity pool', async () => {
    const { Credentials } = await credentialsFor(idToken);

    expect(Credentials?.SessionToken).toBeTruthy();
  });

  test.each(FORGED)('fail to verify with %s', async (_, token) => {
    await expect(verify(token, 'id')).rejects.toThrow();
  });

  test.each(FORGED)('fail at the identity pool with %s', async (_, token) => {
    await expect(credentialsFor(token)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('fail at the identity pool once the session is signed out', async () => {
    const before = foreign.idToken;

    const attempt = getId(configOf(other), before);

    await expect(attempt).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('fail at the identity pool once they have expired', async () => {
    other.clock.advance(61 * 60_000);

    const attempt = getId(configOf(other), foreign.idToken);

    await expect(attempt).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: expect.stringMatching(/^Invalid login token. Token expired: \d+ >= \d+$/),
    });
  });
});

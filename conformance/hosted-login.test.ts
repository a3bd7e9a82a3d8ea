import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, SecretValue, Stack } from 'aws-cdk-lib';
import { ClientConfig, CognitoAuth, type HostedLogin, UserPoolProvider } from 'cdk-secured-api';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { type Local, startLocal } from 'secured-api-local';
import { expect, onTestFinished, test } from 'vitest';
import { configOf } from './support/config-of';
import { quiet } from './support/quiet-log';

const CALLBACK = 'https://www.example.com/';
const USER = { username: 'ada@example.com', password: 'Correct-Horse-7' };
const LOGIN: HostedLogin = {
  domainPrefix: 'random-numbers',
  callbackUrls: [CALLBACK, 'http://localhost:5173/'],
  logoutUrls: [CALLBACK],
};

async function start(hostedLogin: HostedLogin = LOGIN): Promise<Local> {
  const outdir = mkdtempSync(join(tmpdir(), 'hosted-login-'));
  onTestFinished(() => rmSync(outdir, { recursive: true }));
  const app = new App({ outdir });
  const stack = new Stack(app, 'Stack', { env: { region: 'us-east-1', account: '111122223333' } });
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    signInAliases: { email: true },
    hostedLogin,
    resourceServers: [
      { identifier: 'items', scopes: [{ scopeName: 'read', scopeDescription: 'Read' }] },
    ],
  });
  new CfnOutput(stack, 'ClientConfig', { value: new ClientConfig({ auth }).toJsonString() });
  new CfnOutput(stack, 'LoginUrl', { value: auth.hostedLoginUrl ?? '' });
  app.synth();
  const local = await startLocal({ assembly: outdir, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  await local.createUser(USER);
  return local;
}

/** Signs in as a browser does, by `fetch` alone, and gives where it leads. */
async function signIn(origin: string, query: URLSearchParams): Promise<URL> {
  const first = await fetch(`${origin}/oauth2/authorize?${query}`, { redirect: 'manual' });
  const page = await fetch(new URL(first.headers.get('location') ?? '', origin));
  const text = await page.text();
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(text) ?? [];
  const [, action = ''] = /action="([^"]+)"/.exec(text) ?? [];
  const [cookie = ''] = page.headers.getSetCookie()[0]?.split(';') ?? [];
  const back = await fetch(new URL(action.replaceAll('&amp;', '&'), origin), {
    method: 'POST',
    body: new URLSearchParams({ ...USER, _csrf: token }),
    headers: { cookie },
    redirect: 'manual',
  });
  return new URL(back.headers.get('location') ?? '');
}

test('the config and the outputs name the local origin of the login', async () => {
  const local = await start();

  const origin = configOf(local).hostedLogin?.url ?? '';

  expect(origin).toMatch(/^http:\/\/localhost:\d+$/);
  expect(Object.values(local.logins)).toEqual([origin]);
  expect(local.outputs.LoginUrl).toBe(origin);
});

test('a plain OIDC client signs in by code and PKCE, and its tokens verify', async () => {
  const local = await start();
  const config = configOf(local);
  const discovery = `${local.url}/${config.userPoolId}/.well-known/openid-configuration`;
  const found = (await (await fetch(discovery)).json()) as Record<string, string>;
  const clientId = config.userPoolClientId;
  const verifier = randomBytes(32).toString('base64url');

  const back = await signIn(
    config.hostedLogin?.url ?? '',
    new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid email',
      state: 'a state',
      nonce: 'a nonce',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  );
  const response = await fetch(found.token_endpoint ?? '', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
      code: back.searchParams.get('code') ?? '',
    }),
  });
  const tokens = (await response.json()) as Record<string, string>;
  const keys = createRemoteJWKSet(new URL(found.jwks_uri ?? ''));
  const { payload } = await jwtVerify(tokens.id_token ?? '', keys, {
    issuer: found.issuer,
    audience: clientId,
  });
  const userInfo = await fetch(found.userinfo_endpoint ?? '', {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });

  expect(back.searchParams.get('state')).toBe('a state');
  expect(payload).toMatchObject({ nonce: 'a nonce', email: USER.username });
  expect(decodeJwt(tokens.access_token ?? '')).toMatchObject({ scope: 'openid email' });
  expect(await userInfo.json()).toMatchObject({ sub: payload.sub, email_verified: 'true' });
});

test('each kind of social provider boots, with a page that stands in for it', async () => {
  const app = { clientId: 'id', clientSecret: SecretValue.secretsManager('secret') };
  const local = await start({
    ...LOGIN,
    providers: [
      UserPoolProvider.google(app),
      UserPoolProvider.facebook(app),
      UserPoolProvider.amazon(app),
      UserPoolProvider.oidc({ ...app, name: 'Partner', issuerUrl: 'https://login.example.com' }),
    ],
  });
  const { url = '', providers = [] } = configOf(local).hostedLogin ?? {};
  const query = new URLSearchParams({
    client_id: configOf(local).userPoolClientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    code_challenge: 'c'.repeat(43),
    code_challenge_method: 'S256',
  });

  const titles = await Promise.all(
    providers.map(async (provider) => {
      const page = await fetch(`${url}/oauth2/authorize?${query}&identity_provider=${provider}`);
      return /<h1>(.*)<\/h1>/.exec(await page.text())?.[1];
    }),
  );

  expect(titles).toEqual([
    'Sign in',
    'Stand-in for Google',
    'Stand-in for Facebook',
    'Stand-in for LoginWithAmazon',
    'Stand-in for Partner',
  ]);
});

test('an id token of the hosted login gives credentials of the identity pool', async () => {
  const local = await start();
  const config = configOf(local);
  const verifier = randomBytes(32).toString('base64url');
  const origin = config.hostedLogin?.url ?? '';
  const back = await signIn(
    origin,
    new URLSearchParams({
      client_id: config.userPoolClientId,
      response_type: 'code',
      redirect_uri: CALLBACK,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  );
  const response = await fetch(`${origin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: config.userPoolClientId,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
      code: back.searchParams.get('code') ?? '',
    }),
  });
  const { id_token } = (await response.json()) as Record<string, string>;

  const logins = { [`cognito-idp.us-east-1.amazonaws.com/${config.userPoolId}`]: id_token };
  const identity = await fetch(local.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityService.GetId',
    },
    body: JSON.stringify({ IdentityPoolId: config.identityPoolId, Logins: logins }),
  });

  expect(await identity.json()).toEqual({ IdentityId: expect.stringMatching(/^us-east-1:/) });
});

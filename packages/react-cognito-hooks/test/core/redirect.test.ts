import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClientConfig } from '../../src';
import { internalsOf } from '../../src/core/client-internals';
import { type RedirectOptions, redirectToLogin } from '../../src/core/redirect-sign-in';
import { signOut } from '../../src/core/sign-out';
import { listen } from '../support/listen';
import { setUp, setUpSignedIn } from '../support/set-up';

const ORIGIN = 'http://localhost:5173';
const ATTEMPT_KEY = 'react-cognito-hooks.client-id.redirect';

/** A page, and where it goes. */
function openPage(url: string) {
  const assigned: URL[] = [];
  const page = { url: new URL(url, ORIGIN), assigned };
  vi.stubGlobal('location', {
    get href() {
      return page.url.href;
    },
    get origin() {
      return page.url.origin;
    },
    get pathname() {
      return page.url.pathname;
    },
    assign: (to: string) => void assigned.push(new URL(to)),
  });
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_: unknown, __: string, to: string | URL) => {
      page.url = new URL(to, page.url);
    },
  });
  return page;
}

const encode = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
const tokenOf = (claims: object) => `${encode({})}.${encode({ exp: 4e9, ...claims })}.x`;

/** A stack whose hosted login answers the token endpoint as a test says. */
async function withLogin(answer: (form: URLSearchParams) => [status: number, body: unknown]) {
  const asked: URLSearchParams[] = [];
  const url = await listen((request, response) => {
    const form = new URLSearchParams(request.body);
    asked.push(form);
    const [status, given] = answer(form);
    response.writeHead(status, { 'access-control-allow-origin': '*' }).end(JSON.stringify(given));
  });
  const stack = await setUp();
  Object.assign(stack.config, hosted(url));
  return { ...stack, asked };
}

const hosted = (url: string): Pick<ClientConfig, 'hostedLogin'> => ({
  hostedLogin: {
    url,
    redirectSignIn: ['https://www.example.com/', `${ORIGIN}/`],
    redirectSignOut: [`${ORIGIN}/`],
    scopes: ['openid', 'email'],
    providers: ['COGNITO', 'Google'],
  },
});

/** Leaves for the hosted login as a page does, and gives what it was asked for. */
async function leave(config: ClientConfig, options?: RedirectOptions) {
  const page = openPage('/private?tab=1');
  void redirectToLogin(config, options);
  await vi.waitFor(() => expect(page.assigned).toHaveLength(1));
  const asked = page.assigned[0] ?? new URL(ORIGIN);
  return { asked, query: Object.fromEntries(asked.searchParams) };
}

const tokensFor = (nonce: string | undefined, sub = 'user') => ({
  access_token: tokenOf({ sub, iat: Math.floor(Date.now() / 1000) }),
  id_token: tokenOf({ sub, nonce, email: 'jane@example.com' }),
  refresh_token: 'refresh',
});

beforeEach(() => {
  sessionStorage.clear();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('asks the hosted login for a code by PKCE, with state and nonce', async () => {
  const { config } = await withLogin(() => [200, {}]);

  const { asked, query } = await leave(config, { provider: 'Google' });

  const attempt = JSON.parse(sessionStorage.getItem(ATTEMPT_KEY) ?? '');
  expect(asked.origin + asked.pathname).toBe(`${config.hostedLogin?.url}/oauth2/authorize`);
  expect(query).toEqual({
    response_type: 'code',
    client_id: config.userPoolClientId,
    redirect_uri: `${ORIGIN}/`,
    scope: 'openid email',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    identity_provider: 'Google',
  });
  expect(attempt).toMatchObject({ returnTo: `${ORIGIN}/private?tab=1` });
  expect(attempt.verifier).toMatch(/^[\w-]{43}$/);
});

test.each<[string, RedirectOptions | undefined, Partial<ClientConfig>]>([
  ['ForeignOrigin', { returnTo: 'https://evil.example/' }, {}],
  ['ForeignOrigin', { returnTo: '//evil.example/' }, {}],
  ['ForeignOrigin', { returnTo: 'javascript:alert(1)' }, {}],
  ['InvalidConfig', undefined, { hostedLogin: undefined }],
])('fails with %s for %j', async (code, options, change) => {
  const { config } = await withLogin(() => [200, {}]);
  const { assigned } = openPage('/');

  const left = redirectToLogin({ ...config, ...change }, options);

  await expect(left).rejects.toMatchObject({ code });
  expect(assigned).toEqual([]);
  expect(sessionStorage.getItem(ATTEMPT_KEY)).toBeNull();
});

test('fails where the hosted login comes back to no page of this origin', async () => {
  const { config } = await withLogin(() => [200, {}]);
  openPage('https://other.example.com/');

  await expect(redirectToLogin(config)).rejects.toMatchObject({ code: 'InvalidConfig' });
});

test('completes the sign-in before it is ready, and goes where it was for', async () => {
  let nonce: string | undefined;
  const { config, createClient, asked } = await withLogin(() => [200, tokensFor(nonce)]);
  const { query } = await leave(config, { returnTo: '/private?tab=2' });
  nonce = query.nonce;
  const page = openPage(`/?code=the-code&state=${query.state}&lang=en`);
  const moved = vi.fn();
  addEventListener('popstate', moved, { once: true });

  const client = createClient();
  const { ready } = client;
  const atOnce = page.url.search;
  const shown = client.getState();
  await ready;

  expect(atOnce).toBe('');
  expect(shown).toEqual({ status: 'loading' });
  expect(client.getState()).toMatchObject({ status: 'signedIn', user: { userId: 'user' } });
  expect(page.url.pathname + page.url.search).toBe('/private?tab=2');
  expect(moved).toHaveBeenCalledTimes(1);
  expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
    grant_type: 'authorization_code',
    code: 'the-code',
    redirect_uri: `${ORIGIN}/`,
    code_verifier: expect.stringMatching(/^[\w-]{43}$/),
  });
});

test("puts the page's own parameters back", async () => {
  const { config, createClient } = await withLogin(() => [200, {}]);
  const { query } = await leave(config);
  const page = openPage(`/?lang=en&error=access_denied&state=${query.state}&tab=2#top`);

  await createClient().ready;

  expect(page.url.href).toBe(`${ORIGIN}/?lang=en&tab=2#top`);
});

test('makes calls wait until the sign-in is complete', async () => {
  let nonce: string | undefined;
  const { config, createClient } = await withLogin(() => [200, tokensFor(nonce)]);
  const { query } = await leave(config);
  nonce = query.nonce;
  openPage(`/?code=the-code&state=${query.state}`);

  const tokens = await createClient().getTokens();

  expect(tokens).not.toBeNull();
});

test.each<[string, string, (state: string) => string]>([
  ['NotAuthorizedException', 'a refusal', (state) => `?error=access_denied&state=${state}`],
  [
    'UserLambdaValidationException',
    'a refusal of a function',
    (state) =>
      `?error=invalid_request&error_description=PreSignUp+failed+with+error+no.&state=${state}`,
  ],
  ['InternalErrorException', 'a fault', (state) => `?error=server_error&state=${state}`],
  ['Unknown', 'another error', (state) => `?error=odd&state=${state}`],
])('shows %s for %s, once', async (code, _, search) => {
  const { config, createClient, asked } = await withLogin(() => [200, tokensFor('other')]);
  const { query } = await leave(config);
  const page = openPage(`/${search(query.state ?? '')}`);

  const client = createClient();
  await client.ready;

  expect(client.getState()).toMatchObject({
    status: 'signedOut',
    reason: 'redirectRefused',
    error: { code },
  });
  expect(page.url.search).toBe('');
  expect(asked).toEqual([]);
  expect(sessionStorage.getItem(ATTEMPT_KEY)).toBeNull();
});

test('an answer that nobody asked for leaves a sign-in under way alone', async () => {
  const { config, createClient, asked } = await withLogin(() => [200, tokensFor(nonce)]);
  const { query } = await leave(config);
  const nonce = query.nonce;
  openPage('/?code=the-code&state=other');
  const refused = createClient();
  await refused.ready;
  openPage(`/?code=the-code&state=${query.state}`);

  const client = createClient();
  await client.ready;

  expect(refused.getState()).toMatchObject({
    status: 'signedOut',
    reason: 'redirectRefused',
    error: { code: 'StateMismatch' },
  });
  expect(client.getState()).toMatchObject({ status: 'signedIn' });
  expect(asked).toHaveLength(1);
});

test.each<[string, [status: number, body: unknown]]>([
  ['NotAuthorizedException', [400, { error: 'invalid_grant' }]],
  ['StateMismatch', [200, tokensFor('the nonce of another')]],
  ['StateMismatch', [200, tokensFor(undefined)]],
  ['Unknown', [200, { access_token: 'alone' }]],
  ['Unknown', [500, 'no object']],
])('shows %s where the token endpoint answers %j', async (code, answer) => {
  const { config, createClient } = await withLogin(() => answer);
  const { query } = await leave(config);
  openPage(`/?code=the-code&state=${query.state}`);

  const client = createClient();
  await client.ready;

  expect(client.getState()).toMatchObject({ reason: 'redirectRefused', error: { code } });
});

test('shows NetworkError where the hosted login cannot be reached', async () => {
  const { config, createClient } = await withLogin(() => [200, {}]);
  Object.assign(config, hosted('http://localhost:1'));
  const { query } = await leave(config);
  openPage(`/?code=the-code&state=${query.state}`);

  const client = createClient();
  await client.ready;

  expect(client.getState()).toMatchObject({ error: { code: 'NetworkError', retryable: true } });
});

test('leaves a session alone when an answer comes that nobody asked for', async () => {
  const { createClient, config } = await setUpSignedIn();
  Object.assign(config, hosted('http://localhost:1'));
  const page = openPage('/?code=forged&state=forged');

  const client = createClient();
  await client.ready;

  expect(client.getState()).toMatchObject({ status: 'signedIn' });
  expect(page.url.search).toBe('');
});

test.each(['/other?code=a&state=b', '/?code=a', '/?state=b'])(
  'leaves %s alone, which no hosted login comes back to',
  async (url) => {
    const { createClient } = await withLogin(() => [200, {}]);
    const page = openPage(url);
    const { href } = page.url;

    const client = createClient();
    await client.ready;

    expect(page.url.href).toBe(href);
    expect(client.getState()).toEqual({ status: 'signedOut', reason: 'none' });
  },
);

test('signing out visits the hosted login where the session came from it', async () => {
  let nonce: string | undefined;
  const { config, createClient } = await withLogin(() => [200, tokensFor(nonce)]);
  const { query } = await leave(config);
  nonce = query.nonce;
  const page = openPage(`/?code=the-code&state=${query.state}`);
  const client = createClient();
  await client.ready;

  await signOut(internalsOf(client));

  const [left] = page.assigned;
  expect(client.getState()).toEqual({ status: 'signedOut', reason: 'user' });
  expect(left?.pathname).toBe('/logout');
  expect(Object.fromEntries(left?.searchParams ?? [])).toEqual({
    client_id: config.userPoolClientId,
    logout_uri: `${ORIGIN}/`,
  });
});

test('signing out of another session visits nothing', async () => {
  const { client, config } = await setUpSignedIn();
  Object.assign(config, hosted('http://localhost:1'));
  const page = openPage('/');

  await signOut(internalsOf(client));

  expect(page.assigned).toEqual([]);
});

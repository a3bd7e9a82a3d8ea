import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../../src/state/memory-store';
import { CLIENT_ID, claimsOf, EMAIL, PASSWORD, POOL_ID } from '../user-pool-fixture';
import { CALLBACK, createLogin, LOGOUT, type Login, OAUTH, REQUEST } from './login-fixture';

const CREDENTIALS = { username: EMAIL, password: PASSWORD };

async function withUser(options: Parameters<typeof createLogin>[0] = {}) {
  const login = createLogin(options);
  await login.confirmedUser();
  return login;
}

async function code(login: Login, changes: Record<string, string | undefined> = {}) {
  const browser = login.browser();
  await browser.authorize(changes);
  const back = await browser.submit(CREDENTIALS);
  return back.location.searchParams.get('code') ?? '';
}

async function tokens(login: Login, changes: Record<string, string | undefined> = {}) {
  return (await login.exchange(await code(login, changes))).json();
}

describe('the login page', () => {
  test('leads back to the client with code and state', async () => {
    const login = await withUser();
    const browser = login.browser();

    const page = await browser.authorize();
    const back = await browser.submit(CREDENTIALS);

    expect(page.status).toBe(200);
    expect(page.text).toContain('<label for="username">Username</label>');
    expect(back.status).toBe(302);
    expect(back.location.href.split('?')[0]).toBe(CALLBACK);
    expect(back.location.searchParams.get('state')).toBe(REQUEST.state);
  });

  test('runs no script, loads nothing from elsewhere, and sends forms on to the client alone', async () => {
    const page = await createLogin().browser().authorize();

    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self' http://localhost:5173; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(page.text).not.toContain('<script');
  });

  test('shows a wrong password as Cognito words it, and counts it', async () => {
    const login = await withUser();
    const browser = login.browser();
    await browser.authorize();

    const pages = [];
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      pages.push(await browser.submit({ username: EMAIL, password: 'Wrong1!Aa' }));
    }

    expect(pages[0]?.text).toContain('<p role="alert">Incorrect username or password.</p>');
    expect(pages[6]?.text).toContain('<p role="alert">Password attempts exceeded</p>');
  });

  test('escapes what a query holds', async () => {
    const page = await createLogin().browser().authorize({ login_hint: '"><img src=x>' });

    expect(page.text).toContain('value="&quot;&gt;&lt;img src=x&gt;"');
    expect(page.text).not.toContain('<img');
  });

  test.each(['constructor', '__proto__', 'anything'])(
    'shows no notice for %s, which is none of its own',
    async (notice) => {
      const page = await createLogin()
        .browser()
        .open(`/login?${new URLSearchParams({ ...REQUEST, notice })}`);

      expect(page.status).toBe(200);
      expect(page.text).not.toContain('role="status"');
    },
  );

  test.each<[string, { body?: string; headers?: Record<string, string> }]>([
    ['without its token', { body: 'username=a&password=b' }],
    ['of another site', { headers: { origin: 'https://evil.example' } }],
  ])('takes no form %s', async (_, changes) => {
    const login = await withUser();
    const page = await login.browser().authorize();
    const [, action = ''] = /action="([^"]*)"/.exec(page.text) ?? [];
    const [, token = ''] = /name="_csrf" value="([^"]*)"/.exec(page.text) ?? [];
    const cookie = String([page.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
    const body = new URLSearchParams({ ...CREDENTIALS, _csrf: token }).toString();

    const sent = { body, ...changes, headers: { cookie, ...changes.headers } };
    const answer = await login.send('POST', action.replaceAll('&amp;', '&'), sent);

    expect(answer.status).toBe(400);
    expect(answer.text).toContain('its form is too old');
  });

  test('takes no form with the token of another browser', async () => {
    const login = await withUser();
    const [mine, theirs] = [login.browser(), login.browser()];
    const page = await theirs.authorize();
    const [, token = ''] = /name="_csrf" value="([^"]*)"/.exec(page.text) ?? [];
    await mine.authorize();

    const answer = await mine.submit({ ...CREDENTIALS }).then(() =>
      login.post(
        `/login?${new URLSearchParams(REQUEST)}`,
        { ...CREDENTIALS, _csrf: token },
        {
          cookie: `XSRF-TOKEN-${POOL_ID}=${mine.cookies.get(`XSRF-TOKEN-${POOL_ID}`)}`,
        },
      ),
    );

    expect(answer.status).toBe(400);
  });

  test('leads who has not confirmed to the page of the code, and back', async () => {
    const login = createLogin();
    await login.signUp();
    const browser = login.browser();
    await browser.authorize();

    const confirm = await browser.submit(CREDENTIALS);
    const confirmed = await browser.submit({ username: EMAIL, code: login.code() });
    const back = await browser.submit(CREDENTIALS);

    expect(confirm.text).toContain('<h1>Confirm your account</h1>');
    expect(confirmed.text).toContain('Your account is confirmed.');
    expect(back.location.searchParams.has('code')).toBe(true);
  });
});

describe('a browser that has signed in', () => {
  test('is not asked again, until it signs out', async () => {
    const login = await withUser();
    const browser = login.browser();
    await browser.authorize();
    await browser.submit(CREDENTIALS);

    const again = await browser.authorize();
    const out = await browser.open(`/logout?client_id=${CLIENT_ID}&logout_uri=${LOGOUT}`);
    const after = await browser.authorize();

    expect(again.location.searchParams.has('code')).toBe(true);
    expect(out.location.href).toBe(LOGOUT);
    expect(after.text).toContain('<h1>Sign in</h1>');
  });

  test.each<[string, (login: Login, given: Record<string, string>) => Promise<unknown>]>([
    [
      'its refresh token is revoked',
      (login, { refresh_token: Token }) => login.client('RevokeToken', { Token }),
    ],
    [
      'its refresh token is revoked at the hosted login',
      (login, { refresh_token: token = '' }) =>
        login.post('/oauth2/revoke', { token, client_id: CLIENT_ID }),
    ],
    [
      'its user is signed out',
      (login) => login.admin('AdminUserGlobalSignOut', { Username: EMAIL }),
    ],
    ['its user is disabled', (login) => login.admin('AdminDisableUser', { Username: EMAIL })],
    ['an hour has gone by', async (login) => login.clock.advance(3_600_000)],
  ])('is asked again once %s', async (_, end) => {
    const login = await withUser();
    const browser = login.browser();
    await browser.authorize();
    const back = await browser.submit(CREDENTIALS);
    const given = await login.exchange(back.location.searchParams.get('code') ?? '');

    await end(login, given.json());
    const after = await browser.authorize();

    expect(given.status).toBe(200);
    expect(after.text).toContain('<h1>Sign in</h1>');
  });

  test('is asked again where the client says so, and never where it says none', async () => {
    const login = await withUser();
    const browser = login.browser();
    await browser.authorize();
    await browser.submit(CREDENTIALS);

    const asked = await browser.authorize({ prompt: 'login' });
    const refused = await login.browser().authorize({ prompt: 'none' });

    expect(asked.text).toContain('<h1>Sign in</h1>');
    expect(refused.location.href).toMatch(/^http:\/\/localhost:5173\/back\?error=login_required/);
  });
});

describe('an authorization request', () => {
  test.each<[string, Record<string, string | undefined>]>([
    ['an unknown client', { client_id: 'x' }],
    ['another redirect URI', { redirect_uri: 'http://localhost:5173/back/evil' }],
    ['a redirect URI that only begins like one', { redirect_uri: `${CALLBACK}.evil.example` }],
    ['no redirect URI', { redirect_uri: undefined }],
  ])('of %s is refused on a page, not by a redirect', async (_, changes) => {
    const page = await createLogin().browser().authorize(changes);

    expect(page.status).toBe(400);
    expect(page.headers).not.toHaveProperty('location');
  });

  test.each<[string, string, Record<string, string | undefined>]>([
    ['without a response type', 'invalid_request', { response_type: undefined }],
    ['of a flow that the client has not', 'unauthorized_client', { response_type: 'token' }],
    ['of a scope that the client has not', 'invalid_scope', { scope: 'openid phone' }],
    ['of a scope that needs openid', 'invalid_scope', { scope: 'email' }],
    ['without PKCE', 'invalid_request', { code_challenge: undefined }],
    ['of plain PKCE', 'invalid_request', { code_challenge_method: 'plain' }],
    ['of an unknown provider', 'invalid_request', { identity_provider: 'Google' }],
  ])('%s is refused at the client with its state', async (_, error, changes) => {
    const answer = await createLogin().browser().authorize(changes);

    expect(answer.location.href.split('?')[0]).toBe(CALLBACK);
    expect(answer.location.searchParams.get('error')).toBe(error);
    expect(answer.location.searchParams.get('state')).toBe(REQUEST.state);
  });

  test('without a redirect URI takes the default one', async () => {
    const login = await withUser({
      client: { oauth: { ...OAUTH, defaultRedirectUri: CALLBACK } },
    });

    const given = await code(login, { redirect_uri: undefined });
    const answer = await login.exchange(given, { redirect_uri: '' });

    expect(answer.status).toBe(200);
  });
});

describe('a refusal', () => {
  test('leaves once what it has counted is kept', async () => {
    const store = createMemoryStore();
    const attempts = store.collection('password-attempts');
    let kept = '';
    const durable = async (): Promise<void> => {
      kept = JSON.stringify([...attempts.entries()]);
    };
    const login = await withUser({ store: { ...store, durable } });
    const browser = login.browser();
    await browser.authorize();
    const before = kept;

    await browser.submit({ ...CREDENTIALS, password: 'Wrong-Horse-7' });

    expect(kept).not.toBe(before);
    expect(kept).toBe(JSON.stringify([...attempts.entries()]));
  });
});

describe('a code', () => {
  test('gives tokens with what was asked for', async () => {
    const login = await withUser();

    const given = await tokens(login);

    const access = claimsOf(given.access_token ?? '');
    const id = claimsOf(given.id_token ?? '');
    expect(given).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(access).toMatchObject({ scope: 'openid email', version: 2, client_id: CLIENT_ID });
    expect(id).toMatchObject({ nonce: REQUEST.nonce, email: EMAIL, email_verified: true });
    expect(id.at_hash).toBe(
      createHash('sha256')
        .update(given.access_token ?? '')
        .digest()
        .subarray(0, 16)
        .toString('base64url'),
    );
    expect(given.refresh_token).toEqual(expect.any(String));
  });

  test('is good once, and a second use revokes what the first gave', async () => {
    const login = await withUser();
    const given = await code(login, { scope: OAUTH.scopes.join(' ') });
    const first = (await login.exchange(given)).json();

    const second = await login.exchange(given);

    expect([second.status, second.json()]).toEqual([400, { error: 'invalid_grant' }]);
    await expect(login.call('GetUser', { AccessToken: first.access_token })).rejects.toMatchObject({
      message: 'Access Token has been revoked',
    });
  });

  test('is refused to another client, whose try ends nothing', async () => {
    const login = await withUser();
    const [client] = login.userPools.clients();
    if (client) login.userPools.addClient({ ...client, id: 'other' });
    const given = await code(login, { scope: OAUTH.scopes.join(' ') });
    const { access_token: AccessToken } = (await login.exchange(given)).json();

    const answer = await login.exchange(given, { client_id: 'other' });

    expect(answer.json()).toEqual({ error: 'invalid_grant' });
    expect(await login.call('GetUser', { AccessToken })).toHaveProperty('Username');
  });

  test('is answered a second time once the end of its session is kept', async () => {
    const store = createMemoryStore();
    const sessions = store.collection('sessions');
    let kept: unknown;
    const durable = async (): Promise<void> => {
      kept = [...sessions.entries()].length;
    };
    const login = await withUser({ store: { ...store, durable } });
    const given = await code(login);
    await login.exchange(given);
    const before = kept;

    await login.exchange(given);

    expect([before, kept]).toEqual([1, 0]);
  });

  test.each<[string, Record<string, string>]>([
    ['another verifier', { code_verifier: 'w'.repeat(43) }],
    ['no verifier', { code_verifier: '' }],
    ['another redirect URI', { redirect_uri: 'http://localhost:5173/' }],
    ['no redirect URI', { redirect_uri: '' }],
  ])('is not good with %s, nor any more after it', async (_, changes) => {
    const login = await withUser();
    const given = await code(login);

    const answers = [await login.exchange(given, changes), await login.exchange(given)];

    expect(answers.map((answer) => answer.json())).toEqual([
      { error: 'invalid_grant' },
      { error: 'invalid_grant' },
    ]);
  });

  test('is good for five minutes', async () => {
    const login = await withUser();
    const given = await code(login);
    login.clock.advance(300_000);

    const answer = await login.exchange(given);

    expect(answer.json()).toEqual({ error: 'invalid_grant' });
  });

  test('is good for its own client alone', async () => {
    const login = await withUser();
    const [client] = login.userPools.clients();
    if (client === undefined) throw new Error('no client');
    login.userPools.addClient({ ...client, id: 'other' });
    const given = await code(login);

    const answers = [
      await login.exchange(given, { client_id: 'other' }),
      await login.exchange(given),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 200]);
  });

  test('of two exchanges at once one is good', async () => {
    const login = await withUser();
    const given = await code(login);

    const answers = await Promise.all([login.exchange(given), login.exchange(given)]);

    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });
});

describe('the token endpoint', () => {
  test('refreshes, and leaves nonce and further scopes out', async () => {
    const login = await withUser();
    const { refresh_token = '' } = await tokens(login);

    const form = { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token };
    const answer = (await login.post('/oauth2/token', form)).json();

    expect(claimsOf(answer.access_token ?? '').scope).toBe('openid email');
    expect(claimsOf(answer.id_token ?? '')).not.toHaveProperty('nonce');
    expect(answer).not.toHaveProperty('refresh_token');
  });

  test('gives no id token without openid', async () => {
    const given = await tokens(await withUser(), { scope: 'items/read' });

    expect(given).not.toHaveProperty('id_token');
    expect(claimsOf(given.access_token ?? '').scope).toBe('items/read');
  });

  test('calls the token trigger by its source for the hosted login', async () => {
    const login = await withUser({ pool: { triggers: { PreTokenGeneration: 'arn:function' } } });

    await tokens(login);

    expect(login.invocations.map(({ event }) => event.triggerSource)).toEqual([
      'TokenGeneration_HostedAuth',
    ]);
  });

  test.each(['AdminDisableUser', 'AdminUserGlobalSignOut', 'AdminDeleteUser'])(
    'gives no tokens to a user who meets %s while the token trigger runs',
    async (operation) => {
      const login = await withUser({
        pool: { triggers: { PreTokenGeneration: 'arn:function' } },
        invoke: (event) => {
          void login.admin(operation, { Username: event.userName });
          return { outcome: 'answered', payload: event };
        },
      });

      expect(await tokens(login)).toEqual({ error: 'invalid_grant' });
    },
  );

  test.each<[string, Record<string, string>, string]>([
    ['no grant', {}, 'invalid_request'],
    ['an unknown grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['an unknown client', { grant_type: 'refresh_token', client_id: 'x' }, 'invalid_client'],
    [
      'a secret of a client that has none',
      { grant_type: 'refresh_token', client_secret: 'x' },
      'invalid_client',
    ],
    ['no code', { grant_type: 'authorization_code' }, 'invalid_request'],
    [
      'a grant that the client has not',
      { grant_type: 'client_credentials' },
      'unauthorized_client',
    ],
    ['an unknown token', { grant_type: 'refresh_token', refresh_token: 'x' }, 'invalid_grant'],
  ])('refuses %s', async (_, form, error) => {
    const login = createLogin();

    const answer = await login.post('/oauth2/token', { client_id: CLIENT_ID, ...form });

    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error });
  });

  test('gives a confidential client tokens of its own by its secret', async () => {
    const secret = 's'.repeat(51);
    const oauth = { ...OAUTH, flows: ['client_credentials'], scopes: ['items/read'] } as const;
    const login = createLogin({ client: { secret, oauth } });
    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${password}`).toString('base64')}`,
    });
    const form = { grant_type: 'client_credentials' };

    const right = await login.post('/oauth2/token', form, basic(secret));
    const wrong = await login.post('/oauth2/token', form, basic('wrong'));

    const { access_token = '', ...rest } = right.json();
    expect(rest).toEqual({ expires_in: 3600, token_type: 'Bearer' });
    expect(claimsOf(access_token)).toMatchObject({ sub: CLIENT_ID, scope: 'items/read' });
    expect(wrong.json()).toEqual({ error: 'invalid_client' });
  });

  test('asks no PKCE of a confidential client, but its secret', async () => {
    const secret = 's'.repeat(51);
    const login = createLogin({ client: { secret } });
    await login.admin('AdminCreateUser', { Username: EMAIL, MessageAction: 'SUPPRESS' });
    await login.admin('AdminSetUserPassword', {
      Username: EMAIL,
      Password: PASSWORD,
      Permanent: true,
    });
    const without = { code_challenge: undefined, code_challenge_method: undefined };

    const given = await code(login, without);
    const refused = await login.exchange(given, { code_verifier: '' });
    const taken = await login.exchange(given, { code_verifier: '', client_secret: secret });

    expect([refused.json().error, taken.status]).toEqual(['invalid_client', 200]);
  });
});

describe('a token without aws.cognito.signin.user.admin', () => {
  test('is refused by the operations of users', async () => {
    const login = await withUser();
    const { access_token: AccessToken } = await tokens(login);

    await expect(login.call('GetUser', { AccessToken })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Access Token does not have required scopes',
    });
  });
});

describe('userInfo', () => {
  const ask = (login: Login, token = '') =>
    login.send('GET', '/oauth2/userInfo', { headers: { authorization: `Bearer ${token}` } });

  test('tells what the scopes cover', async () => {
    const login = await withUser();
    const { access_token } = await tokens(login);

    const answer = await ask(login, access_token);

    expect(JSON.parse(answer.text)).toEqual({
      sub: claimsOf(access_token ?? '').sub,
      email: EMAIL,
      email_verified: 'true',
      username: claimsOf(access_token ?? '').username,
    });
  });

  test('refuses a token without openid, one that ended, and none', async () => {
    const login = await withUser();
    const narrow = await tokens(login, { scope: 'items/read' });
    const ended = await tokens(login);
    await login.admin('AdminUserGlobalSignOut', { Username: EMAIL });

    const answers = [
      await ask(login, narrow.access_token),
      await ask(login, ended.access_token),
      await login.send('GET', '/oauth2/userInfo'),
    ];

    expect(answers.map(({ status, text }) => [status, JSON.parse(text).error])).toEqual([
      [403, 'insufficient_scope'],
      [401, 'invalid_token'],
      [400, 'invalid_request'],
    ]);
    expect(answers[1]?.headers['www-authenticate']).toMatch(/^Bearer error="invalid_token"/);
  });
});

describe('logout', () => {
  test.each([
    ['another URL', { logout_uri: 'https://evil.example/' }],
    ['none', {}],
    ['an unknown client', { client_id: 'x', logout_uri: LOGOUT }],
  ])('goes nowhere for %s', async (_, changes) => {
    const query = new URLSearchParams({ client_id: CLIENT_ID, ...changes });

    const page = await createLogin().browser().open(`/logout?${query}`);

    expect(page.status).toBe(400);
    expect(page.headers).not.toHaveProperty('location');
  });

  test('signs in anew where the client asks for that', async () => {
    const login = await withUser();
    const browser = login.browser();
    await browser.authorize();
    await browser.submit(CREDENTIALS);

    const page = await browser.open(`/logout?${new URLSearchParams(REQUEST)}`);

    expect(page.text).toContain('<h1>Sign in</h1>');
  });
});

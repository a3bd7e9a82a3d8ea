// @vitest-environment node
import { afterEach, expect, test, vi } from 'vitest';
import { internalsOf } from '../../src/core/client-internals';
import { signOut } from '../../src/core/sign-out';
import { expireTokens, PASSWORD, setUp, setUpSignedIn, signIn } from '../support/set-up';

afterEach(() => vi.restoreAllMocks());

const MINUTE_MS = 60_000;
const dateIn = (ms: number) => new Date(Date.now() + ms).toUTCString();

test('signs a call with the credentials of the user', async () => {
  const { api, client } = await setUpSignedIn();

  const response = await client.fetch()('/private?b=2&a=1+1');

  expect(response.status).toBe(200);
  expect(api.last.path).toBe('/private?b=2&a=1%201');
  expect(api.last.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AK-1\/\d{8}\/us-east-1\/execute-api\/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
  );
  expect(api.last.headers['x-amz-security-token']).toContain('session of');
});

test('sends body, method and headers, and signs the content type', async () => {
  const { api, client } = await setUpSignedIn();

  await client.fetch()('/notes', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-trace': '1' },
    body: '{"text":"hello"}',
  });

  expect(api.last).toMatchObject({
    method: 'POST',
    body: '{"text":"hello"}',
    headers: { 'content-type': 'application/json', 'x-trace': '1' },
  });
  expect(api.last.headers.authorization).toContain('SignedHeaders=content-type;host;x-amz-date');
});

test("replaces a caller's own headers of a signature, and signs what it sends", async () => {
  const { api, client } = await setUpSignedIn();

  await client.fetch()('/notes', {
    headers: {
      'x-amz-content-sha256': 'a'.repeat(64),
      'x-amz-date': '20200101T000000Z',
      'x-amz-security-token': 'mine',
      'x-amz-meta': 'a',
    },
  });

  expect(api.last.headers['x-amz-date']).toMatch(/^20[2-9]\d{5}T\d{6}Z$/);
  expect(api.last.headers['x-amz-security-token']).toContain('session of');
  expect(api.last.headers.authorization).toContain(
    'SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-meta;x-amz-security-token,',
  );
});

test('takes a Request', async () => {
  const { api, client } = await setUpSignedIn();

  await client.fetch()(new Request(`${api.url}/notes`, { method: 'PUT', body: 'text' }));

  expect(api.last).toMatchObject({ method: 'PUT', path: '/notes', body: 'text' });
});

test('fails when nobody is signed in, and sends nothing', async () => {
  const { api, client } = await setUp();

  const response = client.fetch()('/private');

  await expect(response).rejects.toMatchObject({ code: 'NotSignedIn' });
  expect(api.requests).toEqual([]);
});

test('calls as a guest only when asked to', async () => {
  const { api, client } = await setUp();

  await client.fetch({ guest: true })('/public');

  expect(api.last.headers['x-amz-security-token']).toBe('session of "guest"');
});

test('fails to call as a guest where the config allows none', async () => {
  const { config, createClient } = await setUp();
  config.guests = false;

  const response = createClient().fetch({ guest: true })('/public');

  await expect(response).rejects.toMatchObject({ code: 'NotSignedIn' });
});

test('never turns a call of a user whose session died into a call of a guest', async () => {
  const { api, cognito, client } = await setUpSignedIn();
  expireTokens(client);
  cognito.pool.refreshTokens.clear();

  const response = client.fetch({ guest: true })('/public');

  await expect(response).rejects.toMatchObject({ code: 'NotSignedIn' });
  expect(api.requests).toEqual([]);
});

test.each([
  ['bearer', 'accessToken'],
  ['bearerId', 'idToken'],
] as const)('sends the token that auth %s names', async (auth, token) => {
  const { api, client } = await setUpSignedIn();
  const tokens = await client.getTokens();

  await client.fetch({ auth })('/jwt');

  expect(api.last.headers.authorization).toBe(`Bearer ${tokens?.[token]}`);
});

test('sends nothing that identifies the user with auth none', async () => {
  const { api, client } = await setUpSignedIn();

  await client.fetch({ auth: 'none' })('/open');

  expect(api.last.headers.authorization).toBeUndefined();
  expect(api.last.headers['x-amz-security-token']).toBeUndefined();
});

test.each(['https://evil.example/private', 'http://localhost:1/private', 'data:text/plain,x'])(
  'fails on %s, which is no URL of an API',
  async (url) => {
    const { client } = await setUpSignedIn();

    await expect(client.fetch()(url)).rejects.toMatchObject({ code: 'ForeignOrigin' });
  },
);

test.each(['@evil.example', '//evil.example/x', '\\evil.example'])(
  'keeps the path %s on the API',
  async (path) => {
    const { api, client } = await setUpSignedIn();

    await client.fetch({ auth: 'none' })(path);

    expect(api.requests).toHaveLength(1);
  },
);

test('fails on a path that leaves the stage of the API', async () => {
  const { api, config, createClient } = await setUp();
  config.apis = { Random: { url: `${api.url}/prod`, region: 'us-east-1' } };

  const response = createClient().fetch({ auth: 'none' })('/../other');

  await expect(response).rejects.toMatchObject({ code: 'ForeignOrigin' });
});

test('resolves a path against the API that is named, and signs for its region', async () => {
  const { api, config, createClient, client } = await setUpSignedIn();
  config.apis = {
    Other: { url: 'http://localhost:1', region: 'eu-west-1' },
    Random: { url: api.url, region: 'eu-central-1' },
  };
  await client.ready;

  await createClient().fetch({ api: 'Random' })('/private');

  expect(api.last.headers.authorization).toContain('/eu-central-1/execute-api/');
});

test('fails on a path where several APIs could be meant', async () => {
  const { config, createClient } = await setUp();
  config.apis = { ...config.apis, Other: { url: 'http://localhost:1', region: 'eu-west-1' } };

  await expect(createClient().fetch()('/x')).rejects.toThrow('use one of: Random, Other');
});

test('fails on a redirect instead of handing the session token on', async () => {
  const { api, client } = await setUpSignedIn();
  api.answer = () => ({ status: 307, headers: { location: '/elsewhere' } });

  const response = client.fetch()('/private');

  await expect(response).rejects.toMatchObject({ code: 'NetworkError' });
  expect(api.requests).toHaveLength(1);
});

test('fails with NetworkError when the API gives no answer', async () => {
  const { config, createClient, storage } = await setUpSignedIn();
  config.apis = { Random: { url: 'http://localhost:1', region: 'us-east-1' } };
  expect(storage.getItem('react-cognito-hooks.client-id.session')).not.toBeNull();

  const response = createClient().fetch()('/private');

  await expect(response).rejects.toMatchObject({ code: 'NetworkError', retryable: true });
});

test('passes an abort of the caller on untouched', async () => {
  const { client } = await setUpSignedIn();
  const controller = new AbortController();
  controller.abort();

  const response = client.fetch()('/private', { signal: controller.signal });

  await expect(response).rejects.toMatchObject({ name: 'AbortError' });
});

test('fails pending calls with UserChanged when another user signs in', async () => {
  const { cognito, client } = await setUpSignedIn();
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  const held = cognito.hold('GetCredentialsForIdentity');
  const response = client.fetch()('/private');
  const refused = expect(response).rejects.toMatchObject({ code: 'UserChanged' });
  await held.arrived;

  await signIn(client, 'joe@example.com');
  held.release();

  await refused;
});

test('fails pending calls with NotSignedIn when the user signs out', async () => {
  const { cognito, client } = await setUpSignedIn();
  const held = cognito.hold('GetCredentialsForIdentity');
  const response = client.fetch()('/private');
  const refused = expect(response).rejects.toMatchObject({ code: 'NotSignedIn' });
  await held.arrived;

  await signOut(internalsOf(client));
  held.release();

  await refused;
});

test('signs again by the clock of the API when it is far off, once, and remembers it', async () => {
  const { api, client } = await setUpSignedIn();
  const ahead = dateIn(10 * MINUTE_MS);
  api.answer = () => ({
    status: api.requests.length === 1 ? 403 : 200,
    headers: { date: ahead },
  });

  const first = await client.fetch()('/private', { method: 'POST', body: 'once' });
  const second = await client.fetch()('/private');

  expect([first.status, second.status]).toEqual([200, 200]);
  expect(api.requests).toHaveLength(3);
  const dates = api.requests.map(({ headers }) => String(headers['x-amz-date']));
  expect(dates[1]?.slice(0, 13)).toBe(
    new Date(ahead).toISOString().replace(/[-:]/g, '').slice(0, 13),
  );
  expect(dates[2] && dates[1] && dates[2] >= dates[1]).toBe(true);
});

test.each([1, -1])('sends a 403 once when the clocks differ by %i minute', async (minutes) => {
  const { api, client } = await setUpSignedIn();
  api.answer = () => ({ status: 403, headers: { date: dateIn(minutes * MINUTE_MS) } });

  const response = await client.fetch()('/private');

  expect(response.status).toBe(403);
  expect(api.requests).toHaveLength(1);
});

test.each([
  ['without a date', {}],
  ['with the date of now', { date: new Date().toUTCString() }],
])('calls a handler that answers 403 %s once', async (_, headers) => {
  const { api, cognito, client } = await setUpSignedIn();
  api.answer = () => ({ status: 403, headers: { date: '', ...headers } });

  const response = await client.fetch()('/private', { method: 'POST', body: 'once' });

  expect(response.status).toBe(403);
  expect(api.requests).toHaveLength(1);
  expect(cognito.count('GetCredentialsForIdentity')).toBe(1);
});

test('learns once that this machine is 20 minutes off, and needs one request ever after', async () => {
  const { api, client } = await setUpSignedIn();
  const signedAt = (header: unknown) =>
    Date.parse(String(header).replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
  api.answer = ({ headers }) => {
    const now = Date.now() + 20 * MINUTE_MS;
    const isFresh = Math.abs(signedAt(headers['x-amz-date']) - now) < 5 * MINUTE_MS;
    return { status: isFresh ? 200 : 403, headers: { date: new Date(now).toUTCString() } };
  };

  const statuses: number[] = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await client.fetch()('/private')).status);

  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  expect(api.requests).toHaveLength(6);
});

test('renews credentials once that ran out on the server, and stops there', async () => {
  const { api, cognito, client } = await setUpSignedIn();
  cognito.credentialLifetimeMs = 61_000;
  await client.credentials();
  const now = Date.now();
  api.answer = () => {
    vi.spyOn(Date, 'now').mockReturnValue(now + 100_000);
    return { status: 403, headers: { date: new Date(now + 100_000).toUTCString() } };
  };

  const response = await client.fetch()('/private');

  expect(response.status).toBe(403);
  expect(api.requests).toHaveLength(2);
  expect(cognito.count('GetCredentialsForIdentity')).toBe(2);
});

test('needs one request for the credentials of five calls at once after a reload', async () => {
  const { api, cognito, client, createClient } = await setUpSignedIn();
  await client.fetch()('/private');
  const before = cognito.calls.length;
  const fetch = createClient().fetch();

  await Promise.all(Array.from({ length: 5 }, () => fetch('/private')));

  const later = cognito.calls.slice(before).map(({ operation }) => operation);
  expect(later).toEqual(['GetCredentialsForIdentity']);
  expect(api.requests).toHaveLength(6);
});

test('sends a 403 once more, never twice more', async () => {
  const { api, client } = await setUpSignedIn();
  api.answer = () => ({
    status: 403,
    headers: { date: dateIn(10 * MINUTE_MS * api.requests.length) },
  });

  const response = await client.fetch()('/private');

  expect(response.status).toBe(403);
  expect(api.requests).toHaveLength(2);
});

test('sends a 403 again with new credentials when the old ones ran out on the way', async () => {
  const { api, cognito, client } = await setUpSignedIn();
  cognito.credentialLifetimeMs = 61_000;
  await client.credentials();
  cognito.credentialLifetimeMs = 3_600_000;
  const now = Date.now();
  api.answer = () => {
    if (api.requests.length > 1) return {};
    vi.spyOn(Date, 'now').mockReturnValue(now + 100_000);
    return { status: 403, headers: { date: new Date(now + 100_000).toUTCString() } };
  };

  const response = await client.fetch()('/private');

  expect(response.status).toBe(200);
  expect(cognito.count('GetCredentialsForIdentity')).toBe(2);
  expect(api.last.headers.authorization).toContain('Credential=AK-2/');
});

test('signs by the clock of the user pool from the first call on', async () => {
  const { cognito, api, client } = await setUp();
  cognito.pool.clockAheadMs = 30 * MINUTE_MS;
  cognito.credentialLifetimeMs = 90 * MINUTE_MS;
  cognito.pool.addUser({ username: 'jane@example.com', password: PASSWORD });
  await signIn(client, 'jane@example.com');

  await client.fetch()('/private');

  const expected = new Date(Date.now() + 30 * MINUTE_MS).toISOString().replace(/[-:]/g, '');
  expect(String(api.last.headers['x-amz-date']).slice(0, 11)).toBe(expected.slice(0, 11));
});

test.each([429, 500, 503])('resolves status %i without sending again', async (status) => {
  const { api, client } = await setUpSignedIn();
  api.answer = () => ({ status });

  const response = await client.fetch()('/private');

  expect(response.status).toBe(status);
  expect(api.requests).toHaveLength(1);
});

test('repeats an idempotent call as often as it is told', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const { api, client } = await setUpSignedIn();
  api.answer = () => ({ status: api.requests.length < 2 ? 503 : 200 });
  const fetch = client.fetch({ retry: { attempts: 2 } });

  const got = await fetch('/private');
  api.answer = () => ({ status: 503 });
  const posted = await fetch('/private', { method: 'POST' });

  expect([got.status, posted.status]).toEqual([200, 503]);
  expect(api.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
});

test('stops repeating when the caller aborts', async () => {
  const { api, client } = await setUpSignedIn();
  const controller = new AbortController();
  api.answer = () => {
    setTimeout(() => controller.abort());
    return { status: 503 };
  };
  const fetch = client.fetch({ retry: { attempts: 20 } });

  const response = fetch('/private', { signal: controller.signal });

  await expect(response).rejects.toMatchObject({ name: 'AbortError' });
  expect(api.requests).toHaveLength(1);
});

test('signs a link that carries its own signature', async () => {
  const { client } = await setUpSignedIn();

  const url = new URL(await client.signUrl('/image?size=2', { expiresInSeconds: 60 }));

  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    size: '2',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test.each([0, 604_801, 1.5])('fails to sign a link for %d seconds', async (expiresInSeconds) => {
  const { client } = await setUpSignedIn();

  await expect(client.signUrl('/image', { expiresInSeconds })).rejects.toThrow(RangeError);
});

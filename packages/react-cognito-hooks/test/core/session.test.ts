import { afterEach, expect, test, vi } from 'vitest';
import { createCognitoClient } from '../../src';
import { internalsOf } from '../../src/core/client-internals';
import { signOut } from '../../src/core/sign-out';
import { FakeLocks } from '../support/fake-locks';
import { expireTokens, setUp, setUpSignedIn, signIn } from '../support/set-up';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const SESSION_KEY = 'react-cognito-hooks.client-id.session';

/** What another tab's write to storage looks like here. */
const tellOfStorage = () => globalThis.dispatchEvent(new Event('storage'));

test('reads nothing before it is used', async () => {
  const storage = { getItem: vi.fn(() => null), setItem: vi.fn(), removeItem: vi.fn() };
  const { config } = await setUp();

  const client = createCognitoClient(config, { storage });

  expect(client.getState()).toEqual({ status: 'loading' });
  expect(storage.getItem).not.toHaveBeenCalled();
  client.subscribe(() => undefined);
  expect(client.getState()).toEqual({ status: 'signedOut', reason: 'none' });
});

test('finds the session again after a reload', async () => {
  const { createClient } = await setUpSignedIn();

  const reloaded = createClient();
  await reloaded.ready;

  expect(reloaded.getState()).toMatchObject({
    status: 'signedIn',
    user: { email: 'jane@example.com' },
  });
});

test.each(['{', '[]', '{"accessToken":1}', '{"accessToken":"a","idToken":"b"}'])(
  'takes a stored %s for no session',
  async (stored) => {
    const { createClient, storage } = await setUp();
    storage.setItem(SESSION_KEY, stored);
    const client = createClient();

    await client.ready;

    expect(client.getState()).toEqual({ status: 'signedOut', reason: 'none' });
  },
);

test('takes an expired session that cannot be renewed for expired', async () => {
  const { client, createClient, storage } = await setUpSignedIn();
  expireTokens(client);
  const stored = JSON.parse(storage.getItem(SESSION_KEY) ?? '');
  storage.setItem(SESSION_KEY, JSON.stringify({ ...stored, refreshToken: undefined }));

  const reloaded = createClient();
  await reloaded.ready;

  expect(reloaded.getState()).toEqual({ status: 'signedOut', reason: 'expired' });
  expect(storage.getItem(SESSION_KEY)).toBeNull();
});

test('keeps a session in memory when storage refuses to write', async () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => undefined,
  };
  const { client } = await setUpSignedIn({ storage: full });

  tellOfStorage();

  expect(client.getState()).toMatchObject({ status: 'signedIn' });
  expect(await client.getTokens()).not.toBeNull();
});

test('removes an older session where storage refuses to write the new one', async () => {
  const items = new Map([[SESSION_KEY, 'the session of somebody before']]);
  const full = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: (key: string) => void items.delete(key),
  };

  const { client } = await setUpSignedIn({ storage: full });

  expect(client.getState()).toMatchObject({ status: 'signedIn' });
  expect(items.has(SESSION_KEY)).toBe(false);
});

test('works where the browser denies storage', async () => {
  vi.stubGlobal('localStorage', undefined);

  const { client } = await setUpSignedIn({ storage: 'local' });

  expect(client.getState()).toMatchObject({ status: 'signedIn' });
});

test('renews expired tokens once for all who ask, and renders nothing', async () => {
  const { cognito, client } = await setUpSignedIn();
  const rendered = vi.fn();
  client.subscribe(rendered);
  const before = client.getState();
  expireTokens(client);

  const tokens = await Promise.all([client.getTokens(), client.getTokens(), client.getTokens()]);

  expect(cognito.count('GetTokensFromRefreshToken')).toBe(1);
  expect(new Set(tokens.map((t) => t?.accessToken)).size).toBe(1);
  expect(client.getState()).toBe(before);
  expect(rendered).not.toHaveBeenCalled();
});

test('is signed in with expired tokens until the refresh is refused', async () => {
  const { cognito, client } = await setUpSignedIn();
  expireTokens(client);
  cognito.pool.refreshTokens.clear();

  const whileExpired = client.getState().status;
  const tokens = await client.getTokens();

  expect(whileExpired).toBe('signedIn');
  expect(tokens).toBeNull();
  expect(client.getState()).toMatchObject({
    status: 'signedOut',
    reason: 'revoked',
    error: { code: 'NotAuthorizedException' },
  });
});

test('stays signed in when the refresh gets no answer', async () => {
  const { cognito, client } = await setUpSignedIn();
  expireTokens(client);
  cognito.refuseNext('GetTokensFromRefreshToken', 'InternalErrorException', 'try later', 500);

  const refused = client.getTokens();

  await expect(refused).rejects.toMatchObject({ code: 'InternalErrorException', retryable: true });
  expect(client.getState().status).toBe('signedIn');
  expect(await client.getTokens()).not.toBeNull();
});

test('reads groups again on refresh', async () => {
  const { client, user } = await setUpSignedIn();
  user.groups = ['admins'];

  const result = await client.refresh();

  expect(result).toMatchObject({ ok: true, data: { groups: ['admins'] } });
  expect(client.getState()).toMatchObject({ user: { groups: ['admins'] } });
});

test('fails to refresh when nobody is signed in', async () => {
  const { client } = await setUp();

  const result = await client.refresh();

  expect(result).toMatchObject({ ok: false, error: { code: 'NotSignedIn' } });
});

test('stops waiting for tokens when the caller aborts', async () => {
  const { cognito, client } = await setUpSignedIn();
  expireTokens(client);
  const held = cognito.hold('GetTokensFromRefreshToken');
  const controller = new AbortController();

  const tokens = client.getTokens({ signal: controller.signal });
  await held.arrived;
  controller.abort(new Error('left'));

  await expect(tokens).rejects.toThrow('left');
  held.release();
  expect(await client.getTokens()).not.toBeNull();
});

test('refreshes rotated tokens in one of two tabs, and the other adopts them', async () => {
  vi.stubGlobal('navigator', { locks: new FakeLocks() });
  const { cognito, client, createClient } = await setUpSignedIn();
  const otherTab = createClient();
  await otherTab.ready;
  cognito.pool.rotates = true;
  expireTokens(client);

  const [tokens, otherTokens] = await Promise.all([client.getTokens(), otherTab.getTokens()]);

  expect(cognito.count('GetTokensFromRefreshToken')).toBe(1);
  expect(otherTokens).toEqual(tokens);
});

test('keeps two tabs signed in over twenty refreshes with rotation', async () => {
  vi.stubGlobal('navigator', { locks: new FakeLocks() });
  const { cognito, client, createClient } = await setUpSignedIn();
  const otherTab = createClient();
  const ended = vi.fn();
  for (const tab of [client, otherTab]) tab.on('signedOut', ended);
  cognito.pool.rotates = true;

  for (let i = 0; i < 20; i += 1) {
    expireTokens(client);
    await Promise.all([otherTab.getTokens(), client.getTokens()]);
  }

  expect(ended).not.toHaveBeenCalled();
  expect(cognito.count('GetTokensFromRefreshToken')).toBe(20);
  expect(await otherTab.getTokens()).toEqual(await client.getTokens());
});

test('adopts the session of a tab that was faster before it signs out', async () => {
  const { cognito, client, createClient } = await setUpSignedIn();
  const otherTab = createClient();
  await otherTab.ready;
  cognito.pool.rotates = true;
  expireTokens(client);
  const held = cognito.hold('GetTokensFromRefreshToken');

  const both = Promise.all([client.getTokens(), otherTab.getTokens()]);
  await held.arrived;
  held.release();
  const [tokens, otherTokens] = await both;

  expect(cognito.count('GetTokensFromRefreshToken')).toBe(2);
  expect(tokens).not.toBeNull();
  expect(otherTokens).toEqual(tokens);
});

test('adopts what another tab has stored instead of asking again', async () => {
  const { cognito, client, createClient } = await setUpSignedIn();
  const otherTab = createClient();
  await otherTab.ready;
  await client.refresh();

  await internalsOf(otherTab).renew();

  expect(cognito.count('GetTokensFromRefreshToken')).toBe(1);
  expect(await otherTab.getTokens()).toEqual(await client.getTokens());
});

test('waits for storage that lags behind before it takes a reuse for the end', async () => {
  const { cognito, config, client, storage } = await setUpSignedIn();
  let stale = storage.getItem(SESSION_KEY);
  let reads = 0;
  const lagging = {
    ...storage,
    getItem: (key: string) => {
      if (key === SESSION_KEY) reads += 1;
      if (reads > 6) stale = null;
      return (key === SESSION_KEY ? stale : null) ?? storage.getItem(key);
    },
  };
  const otherTab = createCognitoClient(config, { storage: lagging });
  await otherTab.ready;
  cognito.pool.rotates = true;
  await client.refresh();

  const result = await otherTab.refresh();

  expect(result.ok).toBe(true);
  expect(cognito.count('GetTokensFromRefreshToken')).toBe(2);
  expect(await otherTab.getTokens()).toEqual(await client.getTokens());
});

test('drops and revokes tokens that arrive after the user signed out', async () => {
  const { cognito, client } = await setUpSignedIn();
  cognito.pool.rotates = true;
  expireTokens(client);
  const held = cognito.hold('GetTokensFromRefreshToken answered');
  const tokens = client.getTokens();
  await held.arrived;

  await signOut(internalsOf(client));
  held.release();

  expect(await tokens).toBeNull();
  expect(client.getState()).toEqual({ status: 'signedOut', reason: 'user' });
  expect(cognito.pool.refreshTokens.size).toBe(0);
});

test('fails with UserChanged when somebody else signs in while tokens are renewed', async () => {
  const { cognito, client, createClient } = await setUpSignedIn();
  cognito.pool.addUser({ username: 'joe@example.com', password: 'Secret123!' });
  expireTokens(client);
  const held = cognito.hold('GetTokensFromRefreshToken answered');
  const tokens = client.getTokens();
  const refused = expect(tokens).rejects.toMatchObject({ code: 'UserChanged' });
  await held.arrived;

  await signIn(createClient(), 'joe@example.com');
  held.release();

  await refused;
  expect(client.getState()).toMatchObject({ user: { email: 'joe@example.com' } });
});

test('follows a sign-out in another tab', async () => {
  const { client, createClient } = await setUpSignedIn();
  const otherTab = createClient();
  const signedOut = vi.fn();
  otherTab.on('signedOut', signedOut);

  await signOut(internalsOf(client));
  tellOfStorage();

  expect(otherTab.getState()).toEqual({ status: 'signedOut', reason: 'otherTab' });
  expect(signedOut).toHaveBeenCalledOnce();
});

test('shows another user of another tab in one update', async () => {
  const { cognito, client, createClient } = await setUpSignedIn();
  cognito.pool.addUser({ username: 'joe@example.com', password: 'Secret123!' });
  const otherTab = createClient();
  await otherTab.ready;
  const seen: unknown[] = [];
  otherTab.subscribe(() => seen.push(otherTab.getState()));
  const userChanged = vi.fn();
  otherTab.on('userChanged', userChanged);

  await signIn(client, 'joe@example.com');
  tellOfStorage();

  expect(seen).toEqual([
    { status: 'signedIn', user: expect.objectContaining({ email: 'joe@example.com' }) },
  ]);
  expect(userChanged).toHaveBeenCalledOnce();
});

test('stops following other tabs once nobody listens', async () => {
  const { client, createClient } = await setUpSignedIn();
  const otherTab = createClient();
  const stop = otherTab.subscribe(() => undefined);

  stop();
  await signOut(internalsOf(client));
  tellOfStorage();

  expect(otherTab.getState().status).toBe('signedIn');
});

test('fails outside a secure context and names a URL to use', async () => {
  const { config } = await setUp();
  vi.stubGlobal('isSecureContext', false);

  expect(() => createCognitoClient(config)).toThrow(
    expect.objectContaining({
      code: 'InsecureContext',
      message: expect.stringContaining('http://localhost:3000'),
    }),
  );
});

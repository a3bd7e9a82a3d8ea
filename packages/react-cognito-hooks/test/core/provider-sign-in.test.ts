import { afterEach, expect, test, vi } from 'vitest';
import { internalsOf } from '../../src/core/client-internals';
import { signOut } from '../../src/core/sign-out';
import { setUp, setUpSignedIn } from '../support/set-up';

const encode = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
const tokenOf = (claims: object) => `${encode({})}.${encode({ exp: 4e9, ...claims })}.x`;
const TOKEN = tokenOf({ sub: '1234', email: 'grace@example.com' });

/** The bodies of an operation's calls. */
function spyOnCalls() {
  const bodies: Record<string, Record<string, unknown>[]> = {};
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const target = new Headers(init?.headers).get('x-amz-target')?.split('.')[1] ?? '';
    const known = bodies[target] ?? [];
    bodies[target] = [...known, JSON.parse(String(init?.body ?? 'null'))];
    return real(url, init);
  });
  return bodies;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['google', 'accounts.google.com'],
  ['facebook', 'graph.facebook.com'],
  ['amazon', 'www.amazon.com'],
  ['apple', 'appleid.apple.com'],
  ['twitter', 'api.twitter.com'],
  ['example.eu.auth0.com', 'example.eu.auth0.com'],
])('a token of %s is a login of %s', async (provider, loginName) => {
  const { client, config } = await setUp();
  const calls = spyOnCalls();

  const result = await client.signInWithProviderToken({ provider, token: TOKEN });
  const credentials = await client.credentials();

  expect(calls.GetId).toEqual([
    { IdentityPoolId: config.identityPoolId, Logins: { [loginName]: TOKEN } },
  ]);
  expect(calls.GetCredentialsForIdentity).toEqual([
    { IdentityId: credentials.identityId, Logins: { [loginName]: TOKEN } },
  ]);
  expect(result).toMatchObject({
    ok: true,
    data: { userId: credentials.identityId, provider: loginName, email: 'grace@example.com' },
  });
});

test('there is a user, with no tokens of the user pool', async () => {
  const { client } = await setUp();

  await client.signInWithProviderToken({ provider: 'google', token: TOKEN });

  expect(client.getState()).toMatchObject({
    status: 'signedIn',
    user: { provider: 'accounts.google.com', groups: [] },
  });
  expect(await client.getTokens()).toBeNull();
  expect(await client.identityId()).toBe((await client.credentials()).identityId);
});

test('a reload finds the session again', async () => {
  const { client, createClient } = await setUp();
  await client.signInWithProviderToken({ provider: 'google', token: TOKEN });

  const reloaded = createClient();
  await reloaded.ready;

  expect(reloaded.getState()).toEqual(client.getState());
  await expect(reloaded.credentials()).resolves.toHaveProperty('sessionToken');
});

test('a token that only the provider can read is as good', async () => {
  const { client } = await setUp();

  await client.signInWithProviderToken({ provider: 'facebook', token: 'opaque' });

  expect(client.getState()).toMatchObject({ user: { provider: 'graph.facebook.com', claims: {} } });
  await expect(client.credentials()).resolves.toHaveProperty('sessionToken');
});

test('the session ends with the token', async () => {
  const { client } = await setUp();
  await client.signInWithProviderToken({ provider: 'google', token: tokenOf({ exp: 1 }) });

  expect(client.getState()).toMatchObject({ status: 'signedOut', reason: 'expired' });
  await expect(client.credentials()).rejects.toMatchObject({ code: 'NotSignedIn' });
});

test('takes the place of a session, whose refresh token is revoked', async () => {
  const { client } = await setUpSignedIn();
  const changed = vi.fn();
  client.on('userChanged', changed);
  const calls = spyOnCalls();

  await client.signInWithProviderToken({ provider: 'google', token: TOKEN });

  await vi.waitFor(() => expect(calls.RevokeToken).toHaveLength(1));
  expect(changed).toHaveBeenCalledTimes(1);
});

test('signing out asks nothing of the user pool', async () => {
  const { client } = await setUp();
  await client.signInWithProviderToken({ provider: 'google', token: TOKEN });
  const calls = spyOnCalls();

  const result = await signOut(internalsOf(client), { everywhere: true });

  expect(result.ok).toBe(true);
  expect(calls).toEqual({});
  expect(client.getState()).toEqual({ status: 'signedOut', reason: 'user' });
});

import { afterEach, expect, test } from 'vitest';
import { createCognitoClient } from '../../src';
import { internalsOf } from '../../src/core/client-internals';
import { reauthenticationFlow, signInFlow } from '../../src/core/sign-in-flow';
import { signOut } from '../../src/core/sign-out';
import { expireTokens, PASSWORD, setUp, setUpSignedIn } from '../support/set-up';

afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const JANE = { username: 'jane@example.com', password: PASSWORD };

async function setUpTab() {
  const { cognito, config } = await setUp();
  cognito.pool.addUser(JANE);
  const createClient = () => createCognitoClient(config);
  return { cognito, createClient, client: createClient() };
}

test('keeps a session that is not to be remembered in its own tab', async () => {
  const { createClient, client } = await setUpTab();

  await signInFlow(client).signIn({ ...JANE, remember: false });

  const reloaded = createClient();
  await reloaded.ready;
  expect(reloaded.getState().status).toBe('signedIn');
  expect(JSON.stringify(localStorage)).not.toContain('accessToken');
  expect(JSON.stringify(sessionStorage)).toContain('accessToken');
});

test('keeps it there when it is renewed, and removes it when it is signed out', async () => {
  const { client } = await setUpTab();
  await signInFlow(client).signIn({ ...JANE, remember: false });
  expireTokens(client);

  await client.getTokens();
  const renewed = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  await signOut(internalsOf(client));

  expect(renewed[0]).not.toContain('accessToken');
  expect(renewed[1]).toContain('accessToken');
  expect(JSON.stringify(sessionStorage)).not.toContain('accessToken');
});

test('moves the session to where the later sign-in wants it', async () => {
  const { client } = await setUpTab();
  await signInFlow(client).signIn(JANE);
  const before = JSON.stringify(localStorage);

  await signInFlow(client).signIn({ ...JANE, remember: false });
  const without = JSON.stringify(localStorage);
  await signInFlow(client).signIn({ ...JANE, remember: true });

  expect(before).toContain('accessToken');
  expect(without).not.toContain('accessToken');
  expect(JSON.stringify(localStorage)).toContain('accessToken');
  expect(JSON.stringify(sessionStorage)).not.toContain('accessToken');
});

test('writes no session that is not to be remembered where storage is memory', async () => {
  const { cognito, config } = await setUp();
  cognito.pool.addUser(JANE);

  await signInFlow(createCognitoClient(config, { storage: 'memory' })).signIn({
    ...JANE,
    remember: false,
  });

  expect(JSON.stringify([localStorage, sessionStorage])).not.toContain('accessToken');
});

test('proves again who is signed in, and revokes the session before', async () => {
  const { client, cognito, user } = await setUpSignedIn();
  const before = await client.getTokens();
  const flow = reauthenticationFlow(client);

  const result = await flow.signIn(JANE);

  expect(result).toMatchObject({ ok: true, data: { name: 'done', user: { userId: user.sub } } });
  expect(await client.getTokens()).not.toEqual(before);
  await expect.poll(() => cognito.pool.refreshTokens.size).toBe(1);
});

test('proves again without moving the session to another storage', async () => {
  const { client } = await setUpTab();
  await signInFlow(client).signIn({ ...JANE, remember: false });

  await reauthenticationFlow(client).signIn(JANE);

  expect(JSON.stringify(localStorage)).not.toContain('accessToken');
  expect(JSON.stringify(sessionStorage)).toContain('accessToken');
});

test('fails to prove again as somebody else, revokes those tokens and stays as it is', async () => {
  const { client, cognito, user } = await setUpSignedIn();
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  const before = await client.getTokens();

  const result = await reauthenticationFlow(client).signIn({
    username: 'joe@example.com',
    password: PASSWORD,
  });

  expect(result).toMatchObject({ ok: false, error: { code: 'UserChanged' } });
  expect(await client.getTokens()).toEqual(before);
  await expect.poll(() => [...cognito.pool.refreshTokens.values()]).toEqual([user]);
});

test('fails to prove again when nobody is signed in, and sends nothing', async () => {
  const { client, cognito } = await setUp();

  const result = await reauthenticationFlow(client).signIn(JANE);

  expect(result).toMatchObject({ ok: false, error: { code: 'NotSignedIn' } });
  expect(cognito.calls).toEqual([]);
});

test('leaves the session alone when another sign-in is refused', async () => {
  const { client, cognito } = await setUpSignedIn();
  const before = await client.getTokens();

  await signInFlow(client).signIn({ ...JANE, password: 'Wrong123!' });

  expect(await client.getTokens()).toEqual(before);
  expect(cognito.count('RevokeToken')).toBe(0);
});

test('signs in by the flow that the config names where it has no secure remote password', async () => {
  const { cognito, config } = await setUp();
  const signIn = { ...config.signIn, flows: ['CUSTOM_AUTH' as const] };
  cognito.refuseNext('InitiateAuth', 'NotAuthorizedException');

  await signInFlow(createCognitoClient({ ...config, signIn })).signIn({ username: 'jane' });

  expect(cognito.lastInput('InitiateAuth').AuthFlow).toBe('CUSTOM_AUTH');
});

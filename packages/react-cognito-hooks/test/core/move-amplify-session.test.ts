import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCognitoClient } from '../../src';
import { moveAmplifySession } from '../../src/core/move-amplify-session';
import { signInFlow } from '../../src/core/sign-in-flow';
import { PASSWORD, setUp } from '../support/set-up';

const PREFIX = 'CognitoIdentityServiceProvider.client-id';
const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123';
const ID = { sub: 'jane', iss: ISSUER, aud: 'client-id', exp: 4_000_000_000 };
const ACCESS = { sub: 'jane', iss: ISSUER, client_id: 'client-id', exp: 4_000_000_000 };

const clear = () => {
  localStorage.clear();
  sessionStorage.clear();
};
beforeEach(clear);
afterEach(clear);

const toToken = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;

function leave(id: object = ID, access: object = ACCESS): void {
  localStorage.setItem(`${PREFIX}.LastAuthUser`, 'jane');
  const entries = { idToken: toToken(id), accessToken: toToken(access), refreshToken: 'refresh' };
  for (const [name, value] of Object.entries({ ...entries, clockDrift: '3', deviceKey: 'key' })) {
    localStorage.setItem(`${PREFIX}.jane.${name}`, value);
  }
}

test('moves a session that was left, but for the keys of the device', async () => {
  const { config } = await setUp();
  const client = createCognitoClient(config);
  leave();

  const isMoved = await moveAmplifySession(client);

  expect(isMoved).toBe(true);
  expect(client.getState()).toMatchObject({ status: 'signedIn', user: { userId: 'jane' } });
  const keys = Object.keys({ ...localStorage });
  expect(keys.filter((key) => key.startsWith(PREFIX))).toEqual([`${PREFIX}.jane.deviceKey`]);
});

test('moves it once', async () => {
  const { config } = await setUp();
  leave();

  const first = moveAmplifySession(createCognitoClient(config));
  const second = moveAmplifySession(createCognitoClient(config));

  expect((await Promise.all([first, second])).filter(Boolean)).toEqual([true]);
});

test('moves nothing where nothing was left', async () => {
  const { client } = await setUp();

  expect(await moveAmplifySession(client)).toBe(false);
});

test.each([
  ['another pool', { ...ID, iss: `${ISSUER}x` }, ACCESS],
  ['another pool, by the access token', ID, { ...ACCESS, iss: `${ISSUER}x` }],
  ['another app client', ID, { ...ACCESS, client_id: 'other' }],
  ['another app client, by the id token', { ...ID, aud: 'other' }, ACCESS],
  ['two users', ID, { ...ACCESS, sub: 'joe' }],
  ['nobody', {}, {}],
])('leaves a session of %s where it is', async (_, id, access) => {
  const { config } = await setUp();
  const client = createCognitoClient(config);
  leave(id, access);

  const isMoved = await moveAmplifySession(client);

  expect(isMoved).toBe(false);
  expect(client.getState().status).toBe('signedOut');
  expect(localStorage.getItem(`${PREFIX}.jane.refreshToken`)).toBe('refresh');
});

test('never replaces a session of its own', async () => {
  const { cognito, config } = await setUp();
  const client = createCognitoClient(config);
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  await signInFlow(client).signIn({ username: 'joe@example.com', password: PASSWORD });
  leave();

  const isMoved = await moveAmplifySession(client);

  expect(isMoved).toBe(false);
  expect(client.getState()).toMatchObject({ user: { email: 'joe@example.com' } });
});

import { expect, test } from 'vitest';
import { internalsOf } from '../../src/core/client-internals';
import { signOut } from '../../src/core/sign-out';
import { expireTokens, setUp, setUpSignedIn } from '../support/set-up';

test('forgets the session and revokes its refresh token', async () => {
  const { cognito, client, storage } = await setUpSignedIn();

  const result = await signOut(internalsOf(client));

  expect(result).toEqual({ ok: true, data: undefined });
  expect(client.getState()).toEqual({ status: 'signedOut', reason: 'user' });
  expect(storage.getItem('react-cognito-hooks.client-id.session')).toBeNull();
  expect(cognito.pool.refreshTokens.size).toBe(0);
});

test('is signed out here even if Cognito cannot be told', async () => {
  const { cognito, client } = await setUpSignedIn();
  cognito.refuseNext('RevokeToken', 'InternalErrorException', 'try later', 500);

  const result = await signOut(internalsOf(client));

  expect(result).toMatchObject({ ok: false, error: { code: 'InternalErrorException' } });
  expect(client.getState().status).toBe('signedOut');
});

test('ends every session, with an access token that is renewed if it ran out', async () => {
  const { cognito, client } = await setUpSignedIn();
  expireTokens(client);

  const result = await signOut(internalsOf(client), { everywhere: true });

  expect(result.ok).toBe(true);
  expect(cognito.count('GetTokensFromRefreshToken')).toBe(1);
  expect(cognito.lastInput('GlobalSignOut')).toEqual({ AccessToken: expect.any(String) });
  expect(cognito.pool.refreshTokens.size).toBe(0);
});

test('succeeds when nobody is signed in', async () => {
  const { cognito, client } = await setUp();

  const result = await signOut(internalsOf(client));

  expect(result.ok).toBe(true);
  expect(cognito.calls).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { claimsOf, EMAIL, PASSWORD } from '../user-pool-fixture';
import { CALLBACK, createLogin, OAUTH, REQUEST } from './login-fixture';

const CREDENTIALS = { username: EMAIL, password: PASSWORD };
const IMPLICIT = {
  response_type: 'token',
  code_challenge: undefined,
  code_challenge_method: undefined,
};

async function withUser(options: Parameters<typeof createLogin>[0] = {}) {
  const oauth = { ...OAUTH, flows: ['implicit'] as const };
  const login = createLogin({ ...options, client: { oauth } });
  await login.confirmedUser();
  return login;
}

const fragmentOf = ({ location }: { location: URL }) => new URLSearchParams(location.hash.slice(1));

describe('the implicit flow', () => {
  test('gives tokens in the fragment, with the state and without a refresh token', async () => {
    const browser = (await withUser()).browser();
    await browser.authorize(IMPLICIT);

    const back = await browser.submit(CREDENTIALS);

    const fragment = fragmentOf(back);
    expect(back.location.href.split('#')[0]).toBe(CALLBACK);
    expect([...fragment.keys()].sort()).toEqual(
      ['access_token', 'expires_in', 'id_token', 'state', 'token_type'].sort(),
    );
    expect(fragment.get('state')).toBe(REQUEST.state);
    expect(claimsOf(fragment.get('id_token') ?? '')).toMatchObject({ nonce: REQUEST.nonce });
    expect(claimsOf(fragment.get('access_token') ?? '')).toMatchObject({ scope: 'openid email' });
  });

  test('gives no id token without openid', async () => {
    const browser = (await withUser()).browser();
    await browser.authorize({ ...IMPLICIT, scope: 'items/read' });

    const back = await browser.submit(CREDENTIALS);

    expect(fragmentOf(back).has('id_token')).toBe(false);
    expect(fragmentOf(back).has('access_token')).toBe(true);
  });

  test('asks nobody again who has signed in', async () => {
    const browser = (await withUser()).browser();
    await browser.authorize(IMPLICIT);
    await browser.submit(CREDENTIALS);

    const again = await browser.authorize(IMPLICIT);

    expect(fragmentOf(again).has('access_token')).toBe(true);
  });

  test('tells the client what a trigger keeps the tokens back for, in no fragment', async () => {
    const login = await withUser({
      pool: { triggers: { PreTokenGeneration: 'arn:aws:lambda:us-east-1:1:function:f' } },
      invoke: () => ({ outcome: 'failed', errorMessage: 'no', errorType: 'Error' }),
    });
    const browser = login.browser();
    await browser.authorize(IMPLICIT);

    const back = await browser.submit(CREDENTIALS);

    expect(back.location.searchParams.get('error')).toBe('invalid_request');
    expect(back.location.hash).toBe('');
  });

  test('gives no tokens to a user who is signed out while the trigger runs', async () => {
    const login = await withUser({
      pool: { triggers: { PreTokenGeneration: 'arn:aws:lambda:us-east-1:1:function:f' } },
      invoke: (event) => {
        void login.admin('AdminUserGlobalSignOut', { Username: event.userName });
        return { outcome: 'answered', payload: event };
      },
    });
    const browser = login.browser();
    await browser.authorize(IMPLICIT);

    const back = await browser.submit(CREDENTIALS);

    expect(back.location.searchParams.get('error')).toBe('access_denied');
    expect(back.location.hash).toBe('');
  });

  test('fails for a client that has the code flow alone', async () => {
    const browser = createLogin().browser();

    const back = await browser.authorize(IMPLICIT);

    expect(back.location.searchParams.get('error')).toBe('unauthorized_client');
  });

  test('gives no code, and the code flow no tokens, to a client that has the other', async () => {
    const browser = (await withUser()).browser();

    const back = await browser.authorize();

    expect(back.location.searchParams.get('error')).toBe('unauthorized_client');
  });
});

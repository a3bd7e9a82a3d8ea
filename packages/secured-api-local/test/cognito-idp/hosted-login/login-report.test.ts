import { describe, expect, test, vi } from 'vitest';
import { EMAIL, PASSWORD } from '../user-pool-fixture';
import { createLogin, type Login } from './login-fixture';

const WRONG = 'Wrong-Horse-7';

async function withUser() {
  const login = createLogin();
  await login.confirmedUser();
  return login;
}

async function afterLogin(login: Login) {
  const browser = login.browser();
  await browser.authorize();
  const back = await browser.submit({ username: EMAIL, password: PASSWORD });
  return back.location.searchParams.get('code') ?? '';
}

const last = ({ requests }: Login) => requests.list()[0];

describe('a request to the hosted login', () => {
  test('is told with its path, without the query', async () => {
    const login = await withUser();

    await login.browser().authorize();

    expect(last(login)).toMatchObject({
      api: 'hosted-login',
      method: 'GET',
      path: '/login',
      status: 200,
      reason: undefined,
    });
  });

  test.each([
    ['a wrong password', EMAIL, 'NotAuthorizedException: the password is wrong'],
    ['an unknown name', 'no@example.com', 'NotAuthorizedException: nobody has this name'],
  ])('says why %s is refused, and never the password', async (_, username, reason) => {
    const login = await withUser();
    const browser = login.browser();
    await browser.authorize();

    const page = await browser.submit({ username, password: WRONG });

    expect(last(login)).toMatchObject({ method: 'POST', path: '/login', status: 400, reason });
    expect(page.text).not.toContain('the password is wrong');
    expect(JSON.stringify(login.requests.list())).not.toContain(WRONG);
  });

  test('says why the token endpoint refuses, and never the code', async () => {
    const login = await withUser();
    const code = await afterLogin(login);

    const answer = await login.exchange(code, { code_verifier: 'w'.repeat(43) });

    expect(answer.json()).toEqual({ error: 'invalid_grant' });
    expect(last(login)).toMatchObject({
      path: '/oauth2/token',
      status: 400,
      reason: 'invalid_grant: the code verifier is missing or wrong',
    });
    expect(JSON.stringify(login.requests.list())).not.toContain(code);
  });

  test('has nothing of its sender that a terminal obeys, and no more than a line of it', async () => {
    const login = await withUser();
    const info = vi.spyOn(login.services.log, 'info');
    const twice = `${encodeURIComponent(`\u001b[2J${'x'.repeat(5_000)}`)}=1`;

    await login.send('GET', `/login?${twice}&${twice}`);

    const { reason = '' } = last(login) ?? {};
    expect(reason).toMatch(/^invalid_request: \?\[2Jx+$/);
    expect(reason).toHaveLength(500);
    expect(info.mock.lastCall).toEqual([`GET /login 400 (${reason})`]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['an unknown client', { client_id: 'other' }, 'no such client in this hosted login'],
    [
      'a secret of none',
      { client_secret: 'x' },
      'the client secret is missing, wrong or none is known',
    ],
  ])('says why %s is refused', async (_, form, reason) => {
    const login = await withUser();

    const answer = await login.exchange('code', form);

    expect(answer.json()).toEqual({ error: 'invalid_client' });
    expect(last(login)?.reason).toBe(`invalid_client: ${reason}`);
  });

  test.each<[string, Record<string, string>, number, string]>([
    ['on a page', { redirect_uri: 'http://localhost:1/' }, 400, 'redirect_mismatch'],
    ['by a redirect', { scope: 'nothing' }, 302, 'invalid_scope'],
  ])('says what is refused %s', async (_, changes, status, code) => {
    const login = await withUser();

    await login.browser().authorize(changes);

    expect(last(login)).toMatchObject({ path: '/oauth2/authorize', status });
    expect(last(login)?.reason).toMatch(code);
  });

  test('says why a wrong code of a page is refused, and never that code', async () => {
    const login = createLogin();
    await login.signUp();
    const browser = login.browser();
    await browser.authorize();
    await browser.submit({ username: EMAIL, password: PASSWORD });

    await browser.submit({ username: EMAIL, code: '135790' });

    expect(last(login)).toMatchObject({ path: '/confirm', status: 400 });
    expect(last(login)?.reason).toMatch(/^CodeMismatchException: /);
    expect(JSON.stringify(login.requests.list())).not.toContain('135790');
  });
});

import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { enrol } from '../passkeys/passkey-fixture';
import type { SoftwareAuthenticator } from '../passkeys/software-authenticator';
import { type Ceremony, createAuthenticator } from '../passkeys/software-authenticator';
import { EMAIL, PASSWORD, type Tokens } from '../user-pool-fixture';
import { type Answer, createLogin, HOST, type Login } from './login-fixture';

const ORIGIN = `http://${HOST}`;
const SCRIPT = new URL('../../../src/cognito-idp/hosted-login/passkey.js', import.meta.url);

async function withUser(options: Parameters<typeof createLogin>[0] = {}) {
  const login = createLogin({
    ...options,
    pool: {
      firstFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'],
      passkeys: {
        relyingPartyId: 'localhost',
        webOrigin: 'http://localhost:5173',
        userVerification: 'preferred',
        isMultiFactor: false,
      },
      ...options.pool,
    },
    client: { authFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH'], ...options.client },
  });
  await login.confirmedUser();
  return login;
}

/** A browser whose person has said who they are. */
async function afterName(login: Login, username = EMAIL) {
  const browser = login.browser();
  const first = await browser.authorize();
  return { browser, first, page: await browser.submit({ username }) };
}

const choicesOf = ({ text }: Answer): readonly (string | undefined)[] =>
  [...text.matchAll(/name="answer" value="([^"]*)"/g)].map(([, name]) => name);

const optionsOf = ({ text }: Answer): string =>
  (/data-passkey="([^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&quot;', '"');

async function withPasskey(login: Login): Promise<SoftwareAuthenticator> {
  const { AccessToken } = (await login.signIn()) as Tokens;
  return enrol(login, AccessToken);
}

/** Answers the passkey page as its own script would: here by hand. */
async function provePasskey(login: Login, authenticator: SoftwareAuthenticator, change?: Ceremony) {
  const { browser } = await afterName(login);
  const page = await browser.submit({ answer: 'WEB_AUTHN' });
  const credential = authenticator.get(optionsOf(page), { origin: ORIGIN, ...change });
  return { page, back: await browser.submit({ credential }) };
}

describe('the login page of a pool with a choice', () => {
  test('makes the user whom UserMigration vouches for by the password', async () => {
    const NEW = 'migrated@example.com';
    const userAttributes = { email: NEW, email_verified: 'true' };
    const login = await withUser({
      pool: { triggers: { UserMigration: 'arn:migrate' } },
      invoke: (event) => ({
        outcome: 'answered',
        payload: { ...event, response: { userAttributes, finalUserStatus: 'CONFIRMED' } },
      }),
    });
    const { browser } = await afterName(login, NEW);

    const back = await browser.submit({ answer: 'PASSWORD', password: PASSWORD });

    expect(back.location.searchParams.has('code')).toBe(true);
    expect(login.userPools.describeUsers()).toHaveLength(2);
  });

  test('asks for the name alone, then offers what the user has', async () => {
    const login = await withUser();

    const { first, page } = await afterName(login);

    expect(first.text).not.toContain('type="password"');
    expect(page.text).toContain('<h1>How do you want to sign in?</h1>');
    expect(choicesOf(page)).toEqual(['EMAIL_OTP', 'PASSWORD']);
  });

  test('offers a name that nobody has what one of its form could have', async () => {
    const login = await withUser();

    const { page } = await afterName(login, 'nobody@example.com');

    expect(choicesOf(page)).toEqual(['EMAIL_OTP', 'PASSWORD']);
  });

  test.each<[string, Parameters<typeof createLogin>[0]]>([
    ['the pool has passwords alone', { pool: { firstFactors: ['PASSWORD'] } }],
    ['the client has no such flow', { client: { authFlows: ['ALLOW_USER_SRP_AUTH'] } }],
  ])('asks for name and password where %s', async (_, options) => {
    const login = await withUser(options);

    const page = await login.browser().authorize();

    expect(page.text).toContain('type="password"');
  });

  test('signs in by the code that was sent, and not by another', async () => {
    const login = await withUser();
    const { browser } = await afterName(login);

    const page = await browser.submit({ answer: 'EMAIL_OTP' });
    const wrong = await browser.submit({ code: '00000000' });
    const back = await browser.submit({ code: login.code() });

    expect(page.text).toContain('It was sent to f***@e***.');
    expect(wrong.text).toContain('<p role="alert">');
    expect(back.location.searchParams.has('code')).toBe(true);
  });

  test('signs in by the password, and asks again after a wrong one', async () => {
    const login = await withUser();
    const { browser } = await afterName(login);

    const wrong = await browser.submit({ answer: 'PASSWORD', password: 'Wrong1!Aa' });
    const empty = await browser.submit({ answer: 'PASSWORD', password: '' });
    const back = await browser.submit({ answer: 'PASSWORD', password: PASSWORD });

    expect(wrong.text).toContain('Incorrect username or password.');
    expect(empty.text).toContain('<p role="alert">');
    expect(back.location.searchParams.has('code')).toBe(true);
  });

  test('leads who is not confirmed to the page of the code', async () => {
    const login = await withUser();
    await login.signUp('eve@example.com', { email: 'eve@example.com' });
    const { browser } = await afterName(login, 'eve@example.com');

    const page = await browser.submit({ answer: 'PASSWORD', password: PASSWORD });

    expect(page.text).toContain('<h1>Confirm your account</h1>');
    expect(page.text).toContain('eve@example.com');
  });

  test.each(['PASSWORD_SRP', 'WEB_AUTHN', 'SMS_OTP', 'nonsense'])(
    'fails for %s, which it did not offer',
    async (answer) => {
      const login = await withUser();
      const { browser } = await afterName(login);

      const page = await browser.submit({ answer });

      expect(page.status).toBe(400);
      expect(page.text).toContain('The selected challenge is not available.');
    },
  );
});

describe('a passkey at the hosted login', () => {
  test('signs in', async () => {
    const login = await withUser();
    const authenticator = await withPasskey(login);

    const { page, back } = await provePasskey(login, authenticator);

    expect(page.text).toContain('<script src="/passkey.js" defer></script>');
    expect(page.headers['content-security-policy']).toMatch(
      /default-src 'none';.* script-src 'self';/,
    );
    expect(back.location.searchParams.has('code')).toBe(true);
  });

  test.each<[string, Ceremony]>([
    ['of the web application', { origin: 'http://localhost:5173' }],
    ['of another port', { origin: 'http://localhost:4003' }],
    ['that is framed', { crossOrigin: true }],
  ])('fails on a page %s', async (_, change) => {
    const login = await withUser();
    const authenticator = await withPasskey(login);

    const { back } = await provePasskey(login, authenticator, change);

    expect(back.status).toBe(400);
    expect(back.text).toContain('Incorrect username or password.');
  });

  test('fails for a signature of another one', async () => {
    const login = await withUser();
    await withPasskey(login);

    const { back } = await provePasskey(login, createAuthenticator());

    expect(back.status).toBe(400);
  });

  test('is offered only where the relying party is its host', async () => {
    const login = await withUser({
      pool: {
        passkeys: {
          relyingPartyId: 'example.com',
          webOrigin: 'http://localhost:5173',
          userVerification: 'preferred',
          isMultiFactor: false,
        },
      },
    });
    const { AccessToken } = (await login.signIn()) as Tokens;
    await enrol(login, AccessToken, { origin: 'https://example.com' });

    const { page } = await afterName(login);

    expect(choicesOf(page)).toEqual(['EMAIL_OTP', 'PASSWORD']);
  });

  test('is asked for by the page’s own script, which sends its answer', async () => {
    const login = await withUser();
    const authenticator = await withPasskey(login);
    const { browser } = await afterName(login);
    const page = await browser.submit({ answer: 'WEB_AUTHN' });

    const credential = await runScript(authenticator, optionsOf(page));
    const back = await browser.submit({ credential });

    expect(back.location.searchParams.has('code')).toBe(true);
  });
});

/** Runs the script beside just as much of a browser as it asks for; what its form is sent with. */
function runScript(authenticator: SoftwareAuthenticator, passkey: string): Promise<string> {
  const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64url'));
  const text = (given: Uint8Array): string => Buffer.from(given).toString('base64url');
  const get = async ({ publicKey }: { publicKey: { challenge: Uint8Array } }) => {
    const options = { ...publicKey, challenge: text(publicKey.challenge) };
    const { id, type, response } = JSON.parse(
      authenticator.get(JSON.stringify(options), { origin: ORIGIN }),
    );
    const parts = Object.entries<string>(response).map(([name, part]) => [name, bytes(part)]);
    return { id, type, response: Object.fromEntries(parts) };
  };
  return new Promise((resolve) => {
    const elements = { credential: { value: '' } };
    const button = {
      dataset: { passkey },
      form: { elements, submit: () => resolve(elements.credential.value) },
      addEventListener: (_: string, press: () => void) => setImmediate(press),
    };
    const querySelector = (selector: string): object =>
      selector === '[data-passkey]' ? button : {};
    const navigator = { credentials: { get } };
    const page = { document: { querySelector }, navigator, atob, btoa };
    runInNewContext(readFileSync(SCRIPT, 'utf8'), page);
  });
}

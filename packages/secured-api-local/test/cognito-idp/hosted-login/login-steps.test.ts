import { describe, expect, test } from 'vitest';
import type { MfaSettings } from '../../../src/cognito-idp/pool/user-pool-settings';
import { appCode } from '../mfa/authenticator-app';
import { EMAIL, PASSWORD, toList } from '../user-pool-fixture';
import { createLogin, type Login, REQUEST } from './login-fixture';

const CREDENTIALS = { username: EMAIL, password: PASSWORD };
const PHONE = '+15555550123';
const NEW_PASSWORD = 'Another1!Aa';

async function userWith(login: Login, attributes: Record<string, string> = {}) {
  await login.admin('AdminCreateUser', {
    Username: EMAIL,
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
    UserAttributes: toList({ email_verified: 'true', ...attributes }),
  });
}

async function permanentUserWith(login: Login, attributes?: Record<string, string>) {
  await userWith(login, attributes);
  await login.admin('AdminSetUserPassword', {
    Username: EMAIL,
    Password: PASSWORD,
    Permanent: true,
  });
}

/** A browser after name and password. */
async function afterPassword(login: Login) {
  const browser = login.browser();
  await browser.authorize();
  return { browser, page: await browser.submit(CREDENTIALS) };
}

function createWithMfa(mfa: MfaSettings): Login {
  return createLogin({ pool: { mfa, recovery: ['phone_number', 'email'] } });
}

describe('a second factor', () => {
  test.each([
    ['SMS_MFA', PHONE],
    ['EMAIL_OTP', EMAIL],
  ] as const)('of %s is asked for by the code that was sent', async (factor, address) => {
    const login = createWithMfa({ mode: 'ON', factors: [factor] });
    await permanentUserWith(login, { phone_number: PHONE, phone_number_verified: 'true' });
    const { browser, page } = await afterPassword(login);

    const wrong = await browser.submit({ code: '000000' });
    const back = await browser.submit({ code: login.code(address) });

    expect(page.text).toContain('<h1>Enter the code</h1>');
    expect(page.text).toContain('autocomplete="one-time-code" inputmode="numeric"');
    expect(wrong.text).toContain('<p role="alert">');
    expect(back.location.searchParams.has('code')).toBe(true);
  });

  test('of an app is set up where the pool wants one, and asked for from then on', async () => {
    const login = createWithMfa({ mode: 'ON', factors: ['SOFTWARE_TOKEN_MFA'] });
    await permanentUserWith(login);
    const { browser, page } = await afterPassword(login);
    const [, secret = ''] = /<code>([A-Z2-7]+)<\/code>/.exec(page.text) ?? [];

    const first = await browser.submit({ code: appCode(login, secret) });
    login.clock.advance(60_000);
    const next = await afterPassword(login);
    const second = await next.browser.submit({ code: appCode(login, secret) });

    expect(page.text).toContain('<h1>Set up an authenticator app</h1>');
    expect(next.page.text).toContain('The app on your device shows it.');
    expect([first, second].map(({ location }) => location.searchParams.has('code'))).toEqual([
      true,
      true,
    ]);
  });

  test.each([
    ['alone', ['EMAIL_OTP'] as const, 'Add an e-mail address'],
    ['or an app', ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] as const, 'Set up an authenticator app'],
  ])('by e-mail, %s, is set up where the user has no address', async (_, factors, title) => {
    const login = createWithMfa({ mode: 'ON', factors });
    const credentials = { username: PHONE, password: PASSWORD };
    const name = { Username: PHONE };
    await login.admin('AdminCreateUser', { ...name, TemporaryPassword: PASSWORD });
    await login.admin('AdminSetUserPassword', { ...name, Password: PASSWORD, Permanent: true });
    const browser = login.browser();
    await browser.authorize();
    const page = await browser.submit(credentials);

    const refused = await browser.submit({ answer: 'EMAIL_OTP', email: 'nobody' });
    const sent = await browser.submit({ answer: 'EMAIL_OTP', email: EMAIL });
    const back = await browser.submit({ code: login.code() });

    expect(page.text).toContain(`<h1>${title}</h1>`);
    expect(refused.text).toContain('<p role="alert">');
    expect(sent.text).toContain('It was sent to f***@e***.');
    expect(back.location.searchParams.has('code')).toBe(true);
  });

  test('is chosen where there are two', async () => {
    const login = createWithMfa({ mode: 'ON', factors: ['SMS_MFA', 'EMAIL_OTP'] });
    await permanentUserWith(login, { phone_number: PHONE, phone_number_verified: 'true' });
    const { browser, page } = await afterPassword(login);

    const chosen = await browser.submit({ answer: 'EMAIL_OTP' });
    const back = await browser.submit({ code: login.code() });

    expect(page.text).toContain('value="SMS_MFA"');
    expect(chosen.text).toContain('<h1>Enter the code</h1>');
    expect(back.location.searchParams.has('code')).toBe(true);
  });

  test('is asked for anew once the page is too old', async () => {
    const login = createWithMfa({ mode: 'ON', factors: ['EMAIL_OTP'] });
    await permanentUserWith(login);
    const { browser } = await afterPassword(login);
    login.clock.advance(180_000);

    const page = await browser.submit({ code: login.code() });

    expect(page.text).toContain('<h1>Sign in</h1>');
  });

  test('is not answered by another browser', async () => {
    const login = createWithMfa({ mode: 'ON', factors: ['EMAIL_OTP'] });
    await permanentUserWith(login);
    const { page } = await afterPassword(login);
    const [, attempt = ''] = /name="attempt" value="([^"]*)"/.exec(page.text) ?? [];
    const sent = login.code();
    const other = (await afterPassword(login)).browser;

    const answer = await other.submit({ attempt, code: sent });

    expect(answer.location.searchParams.has('code')).toBe(false);
  });

  test('of a client with a secret needs nothing more of the person', async () => {
    const login = createLogin({
      pool: { mfa: { mode: 'ON', factors: ['EMAIL_OTP'] }, recovery: ['phone_number'] },
      client: { secret: 's'.repeat(51) },
    });
    await permanentUserWith(login);
    const { browser } = await afterPassword(login);

    const back = await browser.submit({ code: login.code() });

    expect(back.location.searchParams.has('code')).toBe(true);
  });
});

describe('a temporary password', () => {
  test('is replaced on the way', async () => {
    const login = createLogin();
    await userWith(login);
    const { browser, page } = await afterPassword(login);

    const weak = await browser.submit({ password: 'weak' });
    const back = await browser.submit({ password: NEW_PASSWORD });

    expect(page.text).toContain('<h1>Choose a new password</h1>');
    expect(weak.text).toContain('Password not long enough');
    expect(back.location.searchParams.has('code')).toBe(true);
    await expect(login.answer(EMAIL, NEW_PASSWORD)).resolves.toHaveProperty('AuthenticationResult');
  });
});

describe('the pages around an account', () => {
  test('sign up, confirm and lead back to signing in', async () => {
    const login = createLogin();
    const browser = login.browser();
    const page = await browser.authorize();
    const [, link = ''] = /href="(\/signup\?[^"]*)"/.exec(page.text) ?? [];
    await browser.open(link.replaceAll('&amp;', '&'));

    const confirm = await browser.submit(CREDENTIALS);
    const signIn = await browser.submit({ username: EMAIL, code: login.code() });
    const back = await browser.submit(CREDENTIALS);

    expect(confirm.text).toContain(`value="${EMAIL}"`);
    expect(signIn.text).toContain(`value="${EMAIL}"`);
    expect(back.location.searchParams.has('code')).toBe(true);
  });

  test('set a forgotten password anew', async () => {
    const login = createLogin();
    await login.confirmedUser();
    const browser = login.browser();
    const page = await browser.authorize();
    const [, link = ''] = /href="(\/forgotPassword\?[^"]*)"/.exec(page.text) ?? [];
    await browser.open(link.replaceAll('&amp;', '&'));

    await browser.submit({ username: EMAIL });
    const signIn = await browser.submit({
      username: EMAIL,
      code: login.code(),
      password: NEW_PASSWORD,
    });
    const back = await browser.submit({ username: EMAIL, password: NEW_PASSWORD });

    expect(signIn.text).toContain('Your password is changed.');
    expect(back.location.searchParams.has('code')).toBe(true);
  });

  test('ask for what the pool requires, and show what it refuses', async () => {
    const schema = [
      { name: 'name', type: 'String', required: true, mutable: true } as const,
      { name: 'email', type: 'String', required: false, mutable: true } as const,
    ];
    const login = createLogin({ pool: { schema } });
    const browser = login.browser();
    const page = await browser.authorize();
    const [, link = ''] = /href="(\/signup\?[^"]*)"/.exec(page.text) ?? [];

    const form = await browser.open(link.replaceAll('&amp;', '&'));
    const refused = await browser.submit({ ...CREDENTIALS, password: 'weak' });
    const confirm = await browser.submit({ ...CREDENTIALS, 'attribute.name': 'Ada' });

    expect(form.text).toContain('name="attribute.name"');
    expect(refused.text).toContain('<p role="alert">');
    expect(confirm.text).toContain('<h1>Confirm your account</h1>');
  });

  test('let nobody sign up without a password, also where codes sign in', async () => {
    const login = createLogin({
      pool: { firstFactors: ['PASSWORD', 'EMAIL_OTP'] },
      client: { authFlows: ['ALLOW_USER_AUTH'] },
    });
    const browser = login.browser();
    await browser.open(`/signup?${new URLSearchParams(REQUEST)}`);

    const refused = await browser.submit({ username: EMAIL, password: '' });

    expect(refused.text).toContain('Password not long enough');
    expect(login.userPools.describeUsers()).toEqual([]);
  });

  test('have no way to sign up where only administrators make users', async () => {
    const login = createLogin({ pool: { selfSignUp: false } });

    const page = await login.browser().authorize();

    expect(page.text).not.toContain('/signup');
  });

  test('are nowhere else', async () => {
    const page = await createLogin().browser().open('/other');

    expect(page.status).toBe(404);
  });
});

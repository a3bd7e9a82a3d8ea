import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Traces } from './support/browser';
import type { Demo } from './support/demo';
import { demoPages, newEmail, newPhone, PASSWORD, runDemo } from './support/demo-pages';
import { noteSecrets } from './support/known-secrets';
import { textsInReactState } from './support/react-state';

let demo: Demo;
let context: BrowserContext;
let page: Page;
let traces: Traces;

runDemo((run) => {
  ({ demo, context, page, traces } = run);
});
const {
  button,
  header,
  heading,
  section: card,
  open,
  nameUser,
  fillSignIn,
  signOut,
} = demoPages(() => ({ demo, page }));

/** Reads the newest code for an address on the inbox page, as a person would. */
async function codeFromInbox(address: string): Promise<string> {
  const inbox = await context.newPage();
  await inbox.goto(`${demo.local.url}/_local/`);
  const message = inbox.getByRole('listitem').filter({ hasText: address }).first();
  const code = await message.getByRole('button').textContent();
  await inbox.close();
  return code ?? '';
}

async function fillSignUp(address: string): Promise<void> {
  const kind = address.startsWith('+') ? 'Phone number' : 'E-mail address';
  await page.getByText(kind, { exact: true }).first().click();
  await page.getByRole('textbox', { name: kind }).fill(address);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await button('Sign up').click();
  await heading('Confirm your account').waitFor();
}

async function signUp(address: string): Promise<void> {
  await open('/sign-up');
  await fillSignUp(address);
  await page.getByLabel('Code').fill(await codeFromInbox(address));
  await button('Confirm').click();
  await header().getByText(address).waitFor();
}

describe('a visitor', () => {
  test.each([
    ['e-mail', newEmail],
    ['phone', newPhone],
  ])('signs up by %s, confirms, and gets a private number until the sign-out', async (_, make) => {
    const address = make();

    await signUp(address);
    await heading('Random numbers').waitFor();
    await button('Get a private number').click();
    await card('Private number')
      .getByText(/^Private Random Number: \d$/)
      .waitFor();
    await button('Get a public number').click();
    await card('Public number')
      .getByText(/^Public Random Number: \d$/)
      .waitFor();
    await signOut();
    await button('Get a private number').click();
    await card('Private number').getByText('not sent').waitFor();
    await button('Call without signature').click();
    await card('Private number').getByText('403').waitFor();
    await button('Get a public number').click();

    await card('Public number').getByText('200').waitFor();
    const origins = new Set(traces.urls.map((url) => new URL(url).origin));
    expect(origins).toContain(Object.values(demo.local.apis)[0]?.url);
    expect(demo.webOrigin).not.toBe(Object.values(demo.local.apis)[0]?.url);
  });

  test('is seen by a function before the sign-in and one after it', async () => {
    const before = demo.log.length;

    await signUp(newEmail());

    const written = demo.log.slice(before).join('');
    expect(written).toMatch(/"sign-in attempted".*"signed in"/s);
  });

  test('is turned away by the function before the sign-in', async () => {
    const address = newEmail().replace('example.com', 'blocked.example');
    await open('/sign-up');
    await fillSignUp(address);
    await page.getByLabel('Code').fill(await codeFromInbox(address));
    await button('Confirm').click();
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();

    await nameUser(address);

    await page.getByRole('alert').getByText('does not accept this account').waitFor();
    expect(demo.log.join('')).toContain('"sign-in turned away"');
  });

  test('stays signed in over a reload', async () => {
    const address = newEmail();
    await signUp(address);

    await page.reload();

    await header().getByText(address).waitFor();
    await button('Get a private number').click();
    await card('Private number').getByText('200').waitFor();
  });

  test('is led from a private page to the sign-in and back', async () => {
    const address = newEmail();
    await signUp(address);
    await signOut();

    await open('/private');
    await heading('Sign in').waitFor();
    await fillSignIn(address);

    await heading('Private').waitFor();
    expect(new URL(page.url()).pathname).toBe('/private');
  });

  test('leaves the sign-in pages once signed in', async () => {
    await signUp(newEmail());

    await open('/sign-in');

    await heading('Random numbers').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  test('who has not confirmed is led from the sign-in to the code', async () => {
    const address = newEmail();
    await open('/sign-up');
    await fillSignUp(address);
    await context.clearCookies();
    await page.evaluate(() => sessionStorage.clear());

    await open('/sign-in');
    await fillSignIn(address);
    await heading('Confirm your account').waitFor();
    await page.getByLabel('Code').fill(` ${await codeFromInbox(address)} `);
    await button('Continue').click();

    await header().getByText(address).waitFor();
  });

  test('finds the code step again after a reload, and is signed in by the code', async () => {
    const address = newEmail();
    await open('/sign-up');
    await fillSignUp(address);

    await page.reload();
    await page.getByLabel('Code').fill(await codeFromInbox(address));
    await button('Confirm').click();

    await header().getByText(address).waitFor();
  });

  test('chooses a new password by a code', async () => {
    const address = newEmail();
    await signUp(address);
    await signOut();

    await open('/reset-password');
    await page.getByRole('textbox', { name: 'E-mail address or phone number' }).fill(address);
    await button('Send me a code').click();
    await heading('Choose a new password').waitFor();
    await page.getByLabel('Code').fill(await codeFromInbox(address));
    await page.getByRole('textbox', { name: 'New password' }).fill('Other-horse-8!');
    await button('Change the password').click();
    await heading('Your password is changed').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(address, 'Other-horse-8!');

    await header().getByText(address).waitFor();
  });

  test('signs out on a private page, and is at home', async () => {
    await signUp(newEmail());
    await page.getByRole('link', { name: 'Private', exact: true }).click();
    await heading('Private').waitFor();

    await signOut();
    await heading('Random numbers').waitFor();

    expect(new URL(page.url()).pathname).toBe('/');
  });

  test('sees the sign-out of another tab', async () => {
    const address = newEmail();
    await signUp(address);
    const other = await context.newPage();
    await other.goto(demo.webOrigin);
    await other.getByRole('banner').getByText(address).waitFor();

    await signOut();

    await other.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
  });

  test('gets the private number by Amplify over the bridge', async () => {
    await signUp(newEmail());

    await page.getByRole('link', { name: 'By Amplify' }).click();
    await button('Get it by Amplify').click();

    await card('Private number')
      .getByText(/^Private Random Number: \d$/)
      .waitFor();
  });

  test('is told of a page that is not there', async () => {
    await open('/nowhere');

    await heading('There is no such page').waitFor();
  });
});

describe('a form', () => {
  test('tells a wrong password in an alert and keeps what was typed', async () => {
    const address = newEmail();
    await signUp(address);
    await signOut();

    await open('/sign-in');
    await fillSignIn(address, 'Wrong-horse-7!');

    await page.getByRole('alert').getByText('is not right').waitFor();
    const password = page.getByRole('textbox', { name: 'Password' });
    expect(await password.inputValue()).toBe('Wrong-horse-7!');
    await password.fill(PASSWORD);
    await button('Sign in').click();
    await header().getByText(address).waitFor();
  });

  test('focuses its first invalid field, which says what is wrong', async () => {
    await open('/sign-up');

    await button('Sign up').click();

    const field = page.getByRole('textbox', { name: 'E-mail address' });
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain('Enter an e-mail');
  });

  test('tells a wrong code at its field', async () => {
    const address = newEmail();
    await open('/sign-up');
    await fillSignUp(address);
    const right = await codeFromInbox(address);

    await page.getByLabel('Code').fill(right === '000000' ? '111111' : '000000');
    await button('Confirm').click();

    await page.getByText('This code is not right').waitFor();
    expect(await page.getByLabel('Code').getAttribute('aria-invalid')).toBe('true');
  });

  test('names an address that is taken', async () => {
    const address = newEmail();
    await signUp(address);
    await signOut();

    await open('/sign-up');
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(address);
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await button('Sign up').click();

    await page.getByText('There is an account with this address already').waitFor();
  });

  test('can be filled in and sent by the keyboard alone', async () => {
    const address = newEmail();
    await signUp(address);
    await signOut();
    await open('/sign-in');
    await heading('Sign in').waitFor();

    await page.getByRole('textbox', { name: 'E-mail address or phone number' }).focus();
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    await heading('Enter your password').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');

    await header().getByText(address).waitFor();
  });

  test('has a name for every control, and a step takes the focus and the title', async () => {
    await open('/sign-up');
    const nameless = await page.locator('main input, main button').evaluateAll((controls) =>
      controls
        .filter((control) => control instanceof HTMLInputElement)
        .filter(({ labels }) => (labels?.length ?? 0) === 0)
        .map(({ outerHTML }) => outerHTML),
    );
    await fillSignUp(newEmail());

    expect(nameless).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await page.title()).toBe('Confirm your account · Random numbers');
  });
});

describe('a secret', () => {
  test('stands in no URL, no console line and no storage but its own', async () => {
    const address = newEmail();
    await signUp(address);
    await button('Get a private number').click();
    await card('Private number').getByText('200').waitFor();

    const storage = await page.evaluate(() => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
    }));
    const tokens = Object.values<string>(storage.local)
      .join(' ')
      .match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g);
    const places = [...traces.urls, ...traces.console, JSON.stringify(storage.session)].join('\n');

    expect(tokens?.length).toBeGreaterThan(0);
    for (const token of tokens ?? []) expect(places).not.toContain(token);
    expect(places).not.toContain(PASSWORD);
    expect(JSON.stringify(storage)).not.toContain(PASSWORD);
    expect(places).not.toMatch(/X-Amz-Signature|ASIA[A-Z0-9]{16}/);
    const kinds = Object.keys(storage.local).map((key) => key.split('.').slice(0, 3).at(-1));
    // The session, the identity id, and what this browser is to the user, found by a hash of the name.
    expect(kinds.sort()).toEqual(['device', 'device-of', 'session', 'userIdentity']);
    expect(JSON.stringify(Object.keys(storage.local))).not.toContain(address);
  });

  test('stands in no state of React, from the sign-up to the private number', async () => {
    const secrets = noteSecrets(context);
    const address = newEmail();
    await signUp(address);
    await button('Get a private number').click();
    await card('Private number').getByText('200').waitFor();

    const texts = (await textsInReactState(page)).join('\n');

    expect(texts).toContain(address);
    expect(secrets.size).toBeGreaterThanOrEqual(5);
    expect([...secrets, PASSWORD].filter((secret) => texts.includes(secret))).toEqual([]);
  });
});

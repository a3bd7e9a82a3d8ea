import { randomInt } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appCode } from '../../../conformance/support/authenticator-app';
import { launchBrowser, newVisitor, type Traces } from './support/browser';
import { type Demo, startDemo } from './support/demo';
import { noteSecrets } from './support/known-secrets';
import { textsInReactState } from './support/react-state';

const PASSWORD = 'Correct-horse-7';
const MINUTE = 60_000;
const OTHER = 'Other-horse-88!';

let demo: Demo;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let traces: Traces;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});
beforeEach(async () => {
  ({ context, page, traces } = await newVisitor(browser));
});
afterEach(() => context.close());

const newEmail = (): string => `ada${randomInt(1e6, 1e7)}@example.com`;
const button = (name: string) => page.getByRole('button', { name, exact: true });
const section = (name: string) => page.getByRole('region', { name, exact: true });
/** What an authenticator app shows, by the run's own clock, which a test here moves. */
const codeOf = (secret: string, laterMs = 0): string =>
  appCode(secret, demo.local.clock.now() + laterMs);
const codeFor = (address: string): string => demo.local.inbox.latest(address)?.code ?? '';

async function signIn(username: string, password = PASSWORD): Promise<void> {
  await page.goto(`${demo.webOrigin}/sign-in`);
  await page.getByRole('textbox', { name: 'E-mail address or phone number' }).fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await button('Sign in').click();
}

/** Signs a new user in and goes to the account page. */
async function openAccount(): Promise<string> {
  const username = newEmail();
  await demo.local.createUser({ username, password: PASSWORD });
  await signIn(username);
  await page.getByRole('link', { name: username }).click();
  await page.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
  return username;
}

async function signOut(): Promise<void> {
  await button('Sign out').click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
}

describe('the account page', () => {
  test('changes the address once the new one is verified', async () => {
    const old = await openAccount();
    const email = newEmail();
    const address = section('E-mail address');

    await address.getByLabel('New e-mail address').fill(email);
    await button('Change').click();
    await address.getByText(`Once it is entered, ${email} takes its place.`).waitFor();
    const headerBefore = await page.getByTestId('user').textContent();
    await address.getByLabel('Code').fill(codeFor(email));
    await button('Verify').click();
    await page.getByTestId('user').getByText(email).waitFor();

    expect(headerBefore).toBe(old);
    expect(await address.getByText(email).count()).toBe(1);
  });

  test('changes the password, and signs in with the new one', async () => {
    const username = await openAccount();
    const password = section('Password');

    await password.getByRole('textbox', { name: 'Present password' }).fill(PASSWORD);
    await password.getByRole('textbox', { name: 'New password' }).fill(OTHER);
    await button('Change password').click();
    await password.getByText('Your password has been changed.').waitFor();
    await signOut();
    await signIn(username, OTHER);
    await page.getByRole('link', { name: username }).waitFor();

    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('says at its field that the present password is wrong', async () => {
    await openAccount();
    const password = section('Password');
    const field = password.getByRole('textbox', { name: 'Present password' });

    await field.fill('Wrong-horse-99!');
    await password.getByRole('textbox', { name: 'New password' }).fill(OTHER);
    await button('Change password').click();
    await password.locator('[aria-invalid="true"]').waitFor();

    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('adds an authenticator app after the password, and takes it away again', async () => {
    const username = await openAccount();
    const step = section('Second step');

    await button('Add an authenticator app').click();
    await step.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await button('Continue').click();
    await button('Show the picture for the app').click();
    await step.getByRole('img', { name: /QR code/ }).waitFor();
    const secret = (await step.locator('code').textContent()) ?? '';
    await step.getByLabel('Code that the app shows').fill(codeOf(secret));
    await button('Continue').click();
    await step.getByText('asks for a code from your authenticator app').waitFor();
    await signOut();
    await signIn(username);
    await page.getByRole('heading', { level: 1, name: 'Enter your code' }).waitFor();
    await page.getByLabel('Code').fill(codeOf(secret, 30_000));
    await button('Continue').click();
    await page.getByRole('link', { name: username }).click();
    demo.local.clock.advance(MINUTE); // a code counts once
    await button('Turn off').click();
    await step.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await button('Continue').click();
    await step.getByLabel('Code').fill(codeOf(secret));
    await button('Continue').click();
    await button('Turn the second step off').click();
    await step.getByText('asks for your password alone').waitFor();

    expect(secret).toMatch(/^[A-Z2-7]{32,}$/);
  });

  test('keeps no secret, but for the key of an authenticator app on its step', async () => {
    const secrets = noteSecrets(context);
    const username = await openAccount();
    const step = section('Second step');
    const password = section('Password');
    await password.getByRole('textbox', { name: 'Present password' }).fill(PASSWORD);
    await password.getByRole('textbox', { name: 'New password' }).fill(OTHER);
    await button('Change password').click();
    await password.getByText('Your password has been changed.').waitFor();

    await button('Add an authenticator app').click();
    await step.getByRole('textbox', { name: 'Password' }).fill(OTHER);
    await button('Continue').click();
    await button('Show the picture for the app').click();
    const key = (await step.locator('code').textContent()) ?? '';
    const onItsStep = await textsInReactState(page);
    await step.getByLabel('Code that the app shows').fill(codeOf(key));
    await button('Continue').click();
    await step.getByText('asks for a code from your authenticator app').waitFor();
    await page.getByRole('link', { name: 'Private', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Private' }).waitFor();

    const texts = (await textsInReactState(page)).join('\n');
    const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    const places = [...traces.urls, ...traces.console].join('\n');
    const of = (place: string) =>
      [...secrets, PASSWORD, OTHER].filter((secret) => place.includes(secret));

    expect(texts).toContain(username);
    expect(secrets).toContain(key);
    expect(onItsStep).toContain(key);
    expect(of(texts)).toEqual([]);
    expect(of(places)).toEqual([]);
    for (const secret of [key, PASSWORD, OTHER]) expect(stored).not.toContain(secret);
  });

  test('deletes the account, and only after the password', async () => {
    const username = await openAccount();

    await button('Delete my account…').click();
    const shownBefore = await button('Delete my account').count();
    await section('Delete the account').getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await button('Continue').click();
    await button('Delete my account').click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await signIn(username);
    await page.getByRole('alert').waitFor();

    expect(shownBefore).toBe(0);
  });

  test('asks for the password again when one comes back to the page', async () => {
    await openAccount();
    const deletion = section('Delete the account');
    await button('Delete my account…').click();
    await deletion.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await button('Continue').click();
    await button('Delete my account').waitFor();

    await page.getByRole('link', { name: 'Private', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Private' }).waitFor();
    await page.goBack();
    await button('Delete my account…').click();
    await deletion.getByRole('textbox', { name: 'Password' }).waitFor();

    expect(await button('Delete my account').count()).toBe(0);
  });

  test.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)('fits its window, %s at %d pixels', async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await openAccountAtWidth();

    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );

    expect(overflow).toBe(0);
    expect(await page.locator('html').getAttribute('data-bs-theme')).toBe(colorScheme);
  });
});

/** The account page of a new user, past a menu that may be folded. */
async function openAccountAtWidth(): Promise<void> {
  const username = newEmail();
  await demo.local.createUser({ username, password: PASSWORD });
  await signIn(username);
  await page.getByRole('heading', { level: 1, name: 'Random numbers' }).waitFor();
  await page.goto(`${demo.webOrigin}/account`);
  await section('Second step').waitFor();
  if (process.env.SCREENSHOTS) {
    const { width } = page.viewportSize() ?? { width: 0 };
    await page.screenshot({
      path: `${process.env.SCREENSHOTS}/account-${width}.png`,
      fullPage: true,
    });
  }
}

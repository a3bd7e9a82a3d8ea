import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appCode } from '../../../conformance/support/authenticator-app';
import type { Traces } from './support/browser';
import type { Demo } from './support/demo';
import { demoPages, newEmail, PASSWORD, runDemo } from './support/demo-pages';
import { noteSecrets } from './support/known-secrets';
import { textsInReactState } from './support/react-state';

const MINUTE = 60_000;
const OTHER = 'Other-horse-88!';
/** More than the page has to be stepped through. */
const MOST_TABS = 40;

let demo: Demo;
let context: BrowserContext;
let page: Page;
let traces: Traces;

runDemo((run) => {
  ({ demo, context, page, traces } = run);
});
const { button, heading, section, open, fillSignIn, signOut, openAccount } = demoPages(() => ({
  demo,
  page,
}));
/** What an authenticator app shows, by the run's own clock, which a test here moves. */
const codeOf = (secret: string, laterMs = 0): string =>
  appCode(secret, demo.local.clock.now() + laterMs);
const codeFor = (address: string): string => demo.local.inbox.latest(address)?.code ?? '';

async function signIn(username: string, typed = PASSWORD): Promise<void> {
  await open('/sign-in');
  await fillSignIn(username, typed);
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

  test('is filled in and sent by the keyboard alone', async () => {
    await openAccount();
    const tabTo = async (name: string) => {
      const field = page.getByRole('textbox', { name });
      const isFocused = () => field.evaluate((input) => input === document.activeElement);
      for (let tabs = 0; tabs < MOST_TABS && !(await isFocused()); tabs += 1) {
        await page.keyboard.press('Tab');
      }
    };

    await tabTo('Present password');
    await page.keyboard.type(PASSWORD);
    await tabTo('New password');
    await page.keyboard.type(OTHER);
    await page.keyboard.press('Enter');
    await section('Password').getByText('Your password has been changed.').waitFor();

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
    await heading('Enter your code').waitFor();
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
    await heading('Private').waitFor();

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
    await heading('Private').waitFor();
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
    await openAccount();
    await screenshot(`account-${width}`);

    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );

    expect(overflow).toBe(0);
    expect(await page.locator('html').getAttribute('data-bs-theme')).toBe(colorScheme);
  });
});

/** For whoever wants to look: `SCREENSHOTS` names a folder. */
async function screenshot(name: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
}

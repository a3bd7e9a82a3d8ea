import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appCode } from '../../../conformance/support/authenticator-app';
import { addAuthenticator } from '../../../conformance/support/virtual-authenticator';
import type { Demo } from './support/demo';
import { demoPages, newEmail, PASSWORD, runDemo } from './support/demo-pages';

const TOTP = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const NEXT_CODE_MS = 30_000;

let demo: Demo;
let page: Page;

runDemo((run) => {
  ({ demo, page } = run);
});
const { button, header, heading, section, open, nameUser, fillSignIn, signOut, openAccount } =
  demoPages(() => ({ demo, page }));

describe('a passkey', () => {
  /** Adds a passkey on the account page, and signs out. */
  async function enrol(): Promise<string> {
    const username = await openAccount();
    const passkeys = section('Passkeys');
    await button('Change my passkeys').click();
    await passkeys.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await button('Continue').click();
    await button('Add a passkey').click();
    await passkeys.getByRole('listitem').waitFor();
    await signOut();
    return username;
  }

  test('is added on the account page, and signs in by one click', async () => {
    const authenticator = await addAuthenticator(page);
    const username = await enrol();

    await open('/sign-in');
    await nameUser(username);
    await button('Use a passkey').click();

    await header().getByText(username).waitFor();
    await button('Get a private number').click();
    await section('Private number').getByText('200').waitFor();
    expect(await authenticator.count()).toBe(1);
  });

  test('that is refused may be tried again', async () => {
    const authenticator = await addAuthenticator(page);
    const username = await enrol();
    await open('/sign-in');
    await nameUser(username);

    await authenticator.recognize(false);
    await button('Use a passkey').click();
    await page.getByRole('alert').getByText('The passkey was not used').waitFor();
    await authenticator.recognize(true);
    await button('Continue with a passkey').click();

    await header().getByText(username).waitFor();
  });

  test('is not offered to whoever has none', async () => {
    await demo.local.createUser({ username: 'nobody@example.com', password: PASSWORD });

    await open('/sign-in');
    await nameUser('nobody@example.com');
    await heading('Enter your password').waitFor();

    expect(await button('Use a passkey').count()).toBe(0);
  });
});

describe('the sign-in page of the user pool', () => {
  async function leaveForLogin(): Promise<void> {
    await button('Continue with the sign-in page').click();
    await page.getByLabel('Username').waitFor();
  }
  async function fillLogin(username: string): Promise<void> {
    await page.getByLabel('Username').fill(username);
    await button('Next').click();
    await page.getByLabel('Password').fill(PASSWORD);
    await button('Sign in with the password').click();
  }
  async function newUser(): Promise<string> {
    const username = newEmail();
    await demo.local.createUser({ username, password: PASSWORD });
    return username;
  }

  test('leads back to the page that was asked for', async () => {
    const username = await newUser();

    await open('/private');
    await leaveForLogin();
    const login = new URL(page.url());
    await fillLogin(username);
    await heading('Private').waitFor();
    await button('Get a private number').click();
    await section('Private number').getByText('200').waitFor();

    const back = new URL(page.url());
    expect(login.origin).not.toBe(demo.webOrigin);
    expect([back.origin, back.pathname, back.search]).toEqual([demo.webOrigin, '/private', '']);
  });

  test('is signed out of, too', async () => {
    await open('/sign-in');
    await leaveForLogin();
    await fillLogin(await newUser());
    await heading('Random numbers').waitFor();

    await signOut();
    await open('/sign-in');
    await leaveForLogin();

    expect(await page.getByLabel('Username').inputValue()).toBe('');
  });

  test('that lets nobody in is told of', async () => {
    const refused = newEmail().replace('example.com', 'blocked.example');
    await demo.local.createUser({ username: refused, password: PASSWORD });
    await open('/sign-in');
    await leaveForLogin();
    const { searchParams: asked } = new URL(page.url());

    await page.goto(
      `${demo.webOrigin}/?error=access_denied&state=${asked.get('state') ?? 'none was asked for'}`,
    );

    await page.getByRole('alert').getByText('The sign-in page let nobody in').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });
});

describe('a device', () => {
  test('is remembered, spares the second step, and is forgotten', async () => {
    const username = newEmail();
    await demo.local.createUser({ username, password: PASSWORD, totp: TOTP });
    let codes = 0;
    const enterCode = async (): Promise<void> => {
      await heading('Enter your code').waitFor();
      const laterMs = codes * NEXT_CODE_MS;
      codes += 1;
      await page.getByLabel('Code').fill(appCode(TOTP, demo.local.clock.now() + laterMs));
      await button('Continue').click();
      await header().getByText(username).waitFor();
    };
    const devices = section('Devices');
    const signIn = async (): Promise<void> => {
      await open('/sign-in');
      await fillSignIn(username);
    };

    await signIn();
    await enterCode();
    await open('/account');
    await button('Remember this device').click();
    await devices.getByText('Chrome on Linux (this one, remembered)').waitFor();
    await signOut();
    await signIn();
    await header().getByText(username).waitFor();
    await open('/account');
    await devices.getByRole('button', { name: 'Forget Chrome on Linux' }).click();
    await devices.waitFor({ state: 'detached' });
    await signOut();
    await signIn();
    await enterCode();

    expect(codes).toBe(2);
  });
});

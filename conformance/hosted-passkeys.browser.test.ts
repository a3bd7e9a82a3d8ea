import { afterAll, expect, test } from 'vitest';
import { newVisitor } from '../examples/random-app/test/support/browser';
import { startPasskeyRun } from './support/passkey-run';
import { uniqueAddress } from './support/unique-address';
import { addAuthenticator } from './support/virtual-authenticator';

const PASSWORD = 'Correct horse 9 battery';

const { local, site, browser, stop } = await startPasskeyRun(
  new URL('passkeys/amplify-app.ts', import.meta.url),
  (origin) => ({
    hostedLogin: {
      domainPrefix: 'random-numbers',
      callbackUrls: [`${origin}/`],
      logoutUrls: [`${origin}/`],
    },
  }),
);

afterAll(stop);

/** Where the hosted login of the run begins. */
function loginUrl(): string {
  const url = new URL('/oauth2/authorize', local.config?.hostedLogin?.url);
  url.search = new URLSearchParams({
    client_id: String(local.config?.userPoolClientId),
    response_type: 'code',
    redirect_uri: `${site.origin}/`,
    code_challenge: 'c'.repeat(43),
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

/** A page with the passkey that Amplify made there, at the choice of the hosted login. */
async function atTheChoice() {
  const username = uniqueAddress('email');
  await local.createUser({ username, password: PASSWORD });
  const { page } = await newVisitor(browser);
  await addAuthenticator(page);
  await page.goto(site.origin);
  await page.waitForFunction(() => document.title === 'ready');
  await page.evaluate(
    async (user) => {
      await amplify.signIn(user);
      await amplify.associateWebAuthnCredential();
    },
    { username, password: PASSWORD },
  );
  await page.goto(loginUrl());
  await page.getByLabel('Username').fill(username);
  await page.getByRole('button', { name: 'Next' }).click();
  return page;
}

test('a passkey that Amplify has made signs in at the hosted login', async () => {
  const page = await atTheChoice();

  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByRole('heading', { name: 'Use a passkey' }).waitFor();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForURL((url) => url.searchParams.has('code'));

  expect(new URL(page.url()).origin).toBe(site.origin);
});

test('the password signs in beside it', async () => {
  const page = await atTheChoice();

  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.has('code'));

  expect(new URL(page.url()).origin).toBe(site.origin);
});

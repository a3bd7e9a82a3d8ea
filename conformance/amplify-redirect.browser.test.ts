import { afterAll, expect, test } from 'vitest';
import { addRedirectAuth } from './redirect/redirect-auth';
import { startAppRun } from './support/app-run';

const USER = { username: 'ada@example.com', password: 'Correct-Horse-7' };

const { local, site, browser, stop } = await startAppRun({
  entry: new URL('redirect/amplify-redirect-app.ts', import.meta.url),
  add: addRedirectAuth,
  start: { https: true },
});
await local.createUser(USER);

afterAll(stop);

async function visit() {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(site.origin);
  await page.getByText('nobody').waitFor();
  return page;
}

test('unmodified Amplify signs in by redirect, is remembered, and signs out', async () => {
  const page = await visit();

  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Username').fill(USER.username);
  await page.getByLabel('Password').fill(USER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(/signed in as [0-9a-f-]{36}, with credentials/).waitFor();
  expect(page.url()).not.toContain('code=');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('nobody').waitFor();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Password').waitFor();
});

test('unmodified Amplify signs in by a social provider that a page stands in for', async () => {
  const page = await visit();

  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  await page.getByRole('heading', { name: 'Stand-in for Google' }).waitFor();
  await page.getByLabel('Subject').fill('1234');
  await page.getByLabel('email').fill('grace@example.com');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('signed in as Google_1234, with credentials').waitFor();

  expect(new URL(page.url()).search).toBe('');
});

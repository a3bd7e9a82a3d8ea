import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { newVisitor } from '../examples/random-app/test/support/browser';
import { addRedirectAuth } from './redirect/redirect-auth';
import { startAppRun } from './support/app-run';

const USER = { username: 'ada@example.com', password: 'Correct-Horse-7' };

const { local, site, browser, stop } = await startAppRun({
  entry: new URL('redirect/hooks-redirect-app.tsx', import.meta.url),
  add: addRedirectAuth,
});
await local.createUser(USER);

afterAll(stop);

async function visit() {
  const visitor = await newVisitor(browser);
  await visitor.page.goto(site.origin);
  await visitor.page.getByText('signed out: none').waitFor();
  return visitor;
}

const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('Username').fill(USER.username);
  await page.getByLabel('Password').fill(USER.password);
  await click(page, 'Sign in');
}

async function signIn(page: Page): Promise<void> {
  await click(page, 'Sign in');
  await fillIn(page);
  await page.getByText(`the pool: ${USER.username}`).waitFor();
}

test('signs in by redirect, comes back to the page it was for, and survives a reload', async () => {
  const { page } = await visit();

  await signIn(page);
  const back = new URL(page.url());
  const title = await page.title();
  await page.reload();
  await page.getByText(`the pool: ${USER.username}`).waitFor();

  expect(back.pathname + back.search + back.hash).toBe('/?page=2#top');
  expect(title).toBe('without the answer');
});

test('signs in by a social provider', async () => {
  const { page } = await visit();

  await click(page, 'Sign in with Google');
  await page.getByLabel('Subject').fill('1234');
  await page.getByLabel('email').fill('grace@example.com');
  await click(page, 'Sign in');

  await page.getByText('Google: grace@example.com').waitFor();
  expect(new URL(page.url()).search).toBe('');
});

test('shows a refusal, and drops it at the next sign-in', async () => {
  const { page } = await visit();

  await click(page, 'Sign in with Google');
  await click(page, 'Refuse');
  await page.getByText('signed out: redirectRefused NotAuthorizedException').waitFor();
  await signIn(page);
});

test('signs out at the hosted login, too', async () => {
  const { page } = await visit();
  await signIn(page);

  await click(page, 'Sign out');
  await page.getByText('signed out: none').waitFor();
  await click(page, 'Sign in');

  await page.getByLabel('Password').waitFor();
});

test('is still signed in after steps back and forth', async () => {
  const { page } = await visit();
  await signIn(page);

  await page.goBack();
  await page.goForward();

  await page.getByText(`the pool: ${USER.username}`).waitFor();
  expect(page.url()).not.toContain('code=');
});

test('a second tab is signed in, and completes nothing that the first began', async () => {
  const { context, page } = await visit();
  await click(page, 'Sign in');
  await page.getByLabel('Username').waitFor();
  const login = page.url();

  const other = await context.newPage();
  await other.goto(login);
  await fillIn(other);
  await other.getByText('signed out: redirectRefused StateMismatch').waitFor();
  await fillIn(page);
  await page.getByText(`the pool: ${USER.username}`).waitFor();

  await other.getByText(`the pool: ${USER.username}`).waitFor();
});

test('an answer that nobody asked for signs nobody in or out', async () => {
  const { page } = await visit();
  const forged = `${site.origin}/?code=forged&state=forged`;

  await page.goto(forged);
  await page.getByText('signed out: redirectRefused StateMismatch').waitFor();
  await signIn(page);
  await page.goto(forged);

  await page.getByText(`the pool: ${USER.username}`).waitFor();
  expect(new URL(page.url()).search).toBe('');
});

test('no code, state or verifier is left behind', async () => {
  const { page, traces } = await visit();
  await signIn(page);

  const kept = await page.evaluate(() => JSON.stringify(sessionStorage));
  const referrer = await page.evaluate(() => document.referrer);

  expect(kept).toBe('{}');
  expect(referrer).not.toContain('code=');
  expect(traces.console.join()).not.toMatch(/code|state|verifier/);
});

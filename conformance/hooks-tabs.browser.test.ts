import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { ADA, BOB, signIn, signOut, startTabsRun } from './support/tabs-run';

const RUNS = 20;

const { site, relay, visit, stop } = await startTabsRun();

afterAll(stop);
afterEach(() => {
  relay.before = () => undefined;
});

/** Holds the requests of one operation from now on. */
function hold(held: string) {
  let release = () => {};
  let reach = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  relay.before = ({ method, operation }) => {
    if (method === 'OPTIONS' || operation !== held) return undefined;
    reach();
    return released;
  };
  return { reached, release: () => release() };
}

const sessionOf = (page: Page) => page.getByLabel('session');
const refresh = () => client.refresh();
const refreshTokenOf = async (page: Page) =>
  page.evaluate(async () => {
    const [session] = Object.entries(localStorage).filter(([key]) => key.endsWith('.session'));
    return String(JSON.parse(session?.[1] ?? '{}').refreshToken);
  });

/** Two tabs of one profile, in which Ada is signed in. */
async function twoTabs() {
  const { context, page: first } = await visit();
  await first.goto(site.origin);
  await signIn(first);
  const second = await context.newPage();
  await second.goto(site.origin);
  await sessionOf(second).getByText(ADA.username).waitFor();
  return { first, second };
}

test('two tabs that refresh at once, 20 times, stay signed in though the tokens rotate', async () => {
  const { first, second } = await twoTabs();
  const refreshTokens = new Set<string>();
  relay.seen = [];

  for (let run = 0; run < RUNS; run += 1) {
    const results = await Promise.all([first.evaluate(refresh), second.evaluate(refresh)]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    refreshTokens.add(await refreshTokenOf(first));
  }

  const refreshes = relay.seen.filter(
    ({ method, operation }) => method === 'POST' && operation === 'GetTokensFromRefreshToken',
  );
  expect(refreshTokens.size).toBe(RUNS);
  expect(refreshes.length).toBeGreaterThanOrEqual(RUNS);
  expect(await sessionOf(first).textContent()).toBe(`signed in: ${ADA.username}`);
  expect(await sessionOf(second).textContent()).toBe(`signed in: ${ADA.username}`);
  expect(await second.evaluate(async () => (await client.fetch()('/private')).status)).toBe(200);
});

test('a sign-out in one tab is seen in the other within a second', async () => {
  const { first, second } = await twoTabs();

  await signOut(first);
  await sessionOf(second).getByText('signed out: otherTab').waitFor({ timeout: 1_000 });

  const refused = await second.evaluate(() =>
    client
      .fetch()('/private')
      .catch(({ code }: { code: string }) => code),
  );
  expect(refused).toBe('NotSignedIn');
});

test('another user in one tab is the user of the other, whose calls under way end', async () => {
  const { first, second } = await twoTabs();
  const { reached, release } = hold('/private');
  const call = second.evaluate(() =>
    client
      .fetch()('/private')
      .then(
        () => 'an answer',
        ({ code }: { code: string }) => code,
      ),
  );
  await reached;

  await signIn(first, BOB);
  await sessionOf(second).getByText(`signed in: ${BOB.username}`).waitFor();

  expect(await call).toBe('UserChanged');
  release();
  expect(await second.evaluate(async () => (await client.fetch()('/private')).status)).toBe(200);
});

test('two users one after the other in two tabs get each their own identity', async () => {
  const { first, second } = await twoTabs();
  const identityId = () => client.identityId();

  const ofAda = await second.evaluate(identityId);
  await signOut(first);
  await signIn(first, BOB);
  await sessionOf(second).getByText(BOB.username).waitFor();
  const ofBob = await second.evaluate(identityId);
  await signOut(second);
  await signIn(second);
  await sessionOf(first).getByText(ADA.username).waitFor();

  expect(ofBob).not.toBe(ofAda);
  expect(await first.evaluate(identityId)).toBe(ofAda);
});

test('a step waits where it is while its page is left, even if the answer comes meanwhile', async () => {
  const { page } = await visit();
  await page.goto(site.origin);
  const otherPage = page.getByRole('button', { name: 'Other page' });
  await otherPage.click();
  const { reached, release } = hold('SignUp');

  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByText('pending').waitFor();
  await reached;
  await otherPage.click();
  await page.getByLabel('Username').waitFor();
  release();
  await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBeGreaterThan(0);
  await otherPage.click();

  expect(await page.getByLabel('step').textContent()).toBe('confirm');
});

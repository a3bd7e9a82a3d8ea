import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startFaultyApi } from './support/faulty-api';
import { ADA, signIn, startTabsRun } from './support/tabs-run';

const faulty = await startFaultyApi();
const { site, visit, stop } = await startTabsRun((config) => ({
  ...config,
  apis: { ...config.apis, Faulty: { url: faulty.url, region: 'us-east-1' } },
}));

afterAll(async () => {
  await stop();
  await faulty.stop();
});
beforeEach(() => {
  faulty.asked.length = 0;
});

/** Calls the faulty API: the status of its answer, or the code it rejects with. */
function call(page: Page, path: string, method = 'GET'): Promise<number | string> {
  return page.evaluate(
    ([to, by]) =>
      client
        .fetch({ api: 'Faulty' })(to, { method: by })
        .then(
          ({ status }) => status,
          ({ code }: { code: string }) => code,
        ),
    [path, method] as const,
  );
}

async function signedIn() {
  const visitor = await visit();
  await visitor.page.goto(site.origin);
  await signIn(visitor.page);
  return visitor;
}

test.each([
  ['/redirect', 'NetworkError'],
  ['/refused', 403],
  ['/broken', 503],
  ['/text', 200],
])('%s of an API is %s, and asked for once', async (path, outcome) => {
  const { page } = await signedIn();

  const told = await call(page, path, 'POST');

  expect(told).toBe(outcome);
  expect(faulty.asked).toEqual([path]);
});

test('a connection that breaks is a NetworkError', async () => {
  const { page } = await signedIn();

  const told = await call(page, '/reset');

  // How often is not counted: a browser tries again by itself when a connection that it kept breaks.
  expect(told).toBe('NetworkError');
});

test('a call without an answer ends when the caller says so', async () => {
  const { page } = await signedIn();

  const name = await page.evaluate(() =>
    client
      .fetch({ api: 'Faulty' })('/hang', { signal: AbortSignal.timeout(200) })
      .catch((thrown: Error) => thrown.name),
  );

  expect(name).toBe('TimeoutError');
  expect(faulty.asked).toEqual(['/hang']);
});

test('a page that is offline says so, stays signed in and goes on where it was', async () => {
  const { context, page } = await signedIn();
  await call(page, '/');

  await context.setOffline(true);
  const offline = await call(page, '/');
  const refreshed = await page.evaluate(() => client.refresh());
  const session = await page.getByLabel('session').textContent();
  await context.setOffline(false);
  const online = await call(page, '/');

  expect(offline).toBe('NetworkError');
  expect(refreshed).toMatchObject({ ok: false });
  expect(session).toBe(`signed in: ${ADA.username}`);
  expect(online).toBe(200);
});

test.each([
  ['absent', () => Object.defineProperty(window, 'localStorage', { value: undefined })],
  [
    'denied',
    () =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
  ],
  [
    'full',
    () => {
      for (let length = 5 * 1024 * 1024; length > 0; length = Math.floor(length / 2)) {
        try {
          while (true) localStorage.setItem(crypto.randomUUID(), 'x'.repeat(length));
        } catch {
          // As much as fits.
        }
      }
    },
  ],
])('a page whose localStorage is %s keeps its session until it is left', async (_, spoil) => {
  const { page } = await visit();
  await page.addInitScript(spoil);
  await page.goto(site.origin);

  await signIn(page);
  const status = await page.evaluate(
    async () => (await client.fetch({ api: 'Random' })('/private')).status,
  );
  await page.reload();
  await page.getByText('signed out: none').waitFor();

  expect(status).toBe(200);
});

test('a page whose localStorage is cleared is signed out', async () => {
  const { context, page } = await signedIn();
  const other = await context.newPage();
  await other.goto(site.origin);
  await other.getByText('signed in').waitFor();

  await other.evaluate(() => localStorage.clear());

  await page.getByText('signed out: otherTab').waitFor();
});

test('a page of plain http fails, and names a URL to use', async () => {
  const { page } = await visit();
  const { port } = new URL(site.origin);

  await page.goto(`http://app.test:${port}`);

  await page.getByText(`use https://app.test:${port} or http://localhost:${port}`).waitFor();
});

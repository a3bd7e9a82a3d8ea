import { afterAll, expect, test } from 'vitest';
import { signIn, signOut, startTabsRun } from './support/tabs-run';

const { site, relay, visit, stop } = await startTabsRun();

afterAll(stop);

/** What is sent to the services while something is done, by method and operation. */
async function sentWhile(work: () => Promise<unknown>): Promise<string[]> {
  relay.seen = [];
  await work();
  const page = new URL(site.origin).host;
  return relay.seen
    .filter(({ host }) => host !== page)
    .map(({ method, operation }) => (method === 'OPTIONS' ? 'preflight' : operation));
}

const callOnce = async () => (await client.fetch()('/private')).status;

test('a first sign-in with its first signed call is five requests, with one preflight a host', async () => {
  const { page } = await visit();
  await page.goto(site.origin);
  await page.getByLabel('Username').waitFor();

  const sent = await sentWhile(async () => {
    await signIn(page);
    await page.evaluate(callOnce);
  });

  expect(sent.filter((operation) => operation !== 'preflight')).toEqual([
    'InitiateAuth',
    'RespondToAuthChallenge',
    'GetId',
    'GetCredentialsForIdentity',
    '/private',
  ]);
  expect(sent.filter((operation) => operation === 'preflight')).toHaveLength(3);
});

test('a later sign-in in the same page needs no preflight and no GetId', async () => {
  const { page } = await visit();
  await page.goto(site.origin);
  await signIn(page);
  await page.evaluate(callOnce);
  await signOut(page);

  const sent = await sentWhile(async () => {
    await signIn(page);
    await page.evaluate(callOnce);
  });

  expect(sent).toEqual([
    'InitiateAuth',
    'RespondToAuthChallenge',
    'GetCredentialsForIdentity',
    '/private',
  ]);
});

test('five signed calls at once after a reload need one request for their credentials', async () => {
  const { page } = await visit();
  await page.goto(site.origin);
  await signIn(page);
  await page.evaluate(callOnce);
  await page.reload();
  await page.getByText('signed in').waitFor();

  const sent = await sentWhile(() =>
    page.evaluate(() =>
      Promise.all(Array.from({ length: 5 }, () => client.fetch()('/private'))).then(
        () => undefined,
      ),
    ),
  );

  const count = (name: string) => sent.filter((operation) => operation === name).length;
  expect([count('GetId'), count('GetCredentialsForIdentity'), count('/private')]).toEqual([
    0, 1, 5,
  ]);
});

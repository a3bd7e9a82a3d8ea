import type { Page } from 'playwright-core';
import { newVisitor } from '../../examples/random-app/test/support/browser';
import { addTabsApi } from '../tabs/tabs-auth';
import { type AppRun, startAppRun } from './app-run';
import { type Relay, startRelay } from './relay.mjs';

/** Two users that may sign in. */
export const ADA = { username: 'ada@example.com', password: 'Correct-Horse-7' };
export const BOB = { username: 'bob@example.com', password: 'Correct-Horse-8' };

/** A page, an API whose refresh tokens rotate, and a relay that sees what the page sends. */
export interface TabsRun extends AppRun {
  readonly relay: Relay;
  /** Opens the page in a profile of its own. */
  visit(): ReturnType<typeof newVisitor>;
}

/**
 * Starts everything.
 *
 * @param extra what the page's config says beside the runtime's
 */
export async function startTabsRun(
  extra: (config: { apis: object }) => object = (config) => config,
): Promise<TabsRun> {
  const run = await startAppRun({
    entry: new URL('../tabs/tabs-app.tsx', import.meta.url),
    add: addTabsApi,
    config: (config) => extra(onHostsOfTheirOwn(config as never)),
  });
  const { browser, local } = run;
  await local.createUser(ADA);
  await local.createUser(BOB);
  const relay = await startRelay();
  return {
    ...run,
    relay,
    visit: () => newVisitor(browser, { proxy: { server: relay.server, bypass: '<-loopback>' } }),
    async stop() {
      await run.stop();
      await relay.stop();
    },
  };
}

interface Config {
  readonly apis: Readonly<Record<string, { readonly url: string }>>;
  readonly endpoints: { readonly userPool: string; readonly identityPool: string };
}

/** On AWS user pool, identity pool and API are three hosts. */
function onHostsOfTheirOwn(config: Config): Config {
  const named = (url: string, name: string) => url.replace('//localhost', `//${name}.localhost`);
  const { userPool, identityPool } = config.endpoints;
  const apis = Object.entries(config.apis).map(([name, api]) => [
    name,
    { ...api, url: named(api.url, 'api') },
  ]);
  return {
    ...config,
    apis: Object.fromEntries(apis),
    endpoints: {
      userPool: named(userPool, 'user-pool'),
      identityPool: named(identityPool, 'identity-pool'),
    },
  };
}

/** Signs in by the form on the page. */
export async function signIn(page: Page, user = ADA): Promise<void> {
  await page.getByLabel('Username').fill(user.username);
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(`signed in: ${user.username}`).waitFor();
}

/** Signs out by the button on the page. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('signed out').waitFor();
}

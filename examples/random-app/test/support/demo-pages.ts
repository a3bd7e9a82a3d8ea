import { randomInt } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser, newVisitor, type Traces } from './browser';
import { type Demo, startDemo } from './demo';

/** A password that the demo's pool takes. */
export const PASSWORD = 'Correct-horse-7';

/** Addresses that no other test uses. */
export const newEmail = (): string => `ada${randomInt(1e6, 1e7)}@example.com`;
export const newPhone = (): string => `+1555${randomInt(1e6, 1e7)}`;

/** The demo, and for each test a visitor of its own. */
export interface DemoRun {
  readonly demo: Demo;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly traces: Traces;
}

/** Starts the demo for the tests of a file, and shows each test to its own visitor. */
export function runDemo(shown: (run: DemoRun) => void): void {
  let demo: Demo | undefined;
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  beforeEach(async () => {
    if (!demo || !browser) throw new Error('the demo did not start');
    const visitor = await newVisitor(browser);
    context = visitor.context;
    shown({ demo, browser, ...visitor });
  });
  afterEach(() => context?.close());
}

/** What a visitor does on the demo's pages. */
export function demoPages(run: () => Pick<DemoRun, 'demo' | 'page'>) {
  const page = (): Page => run().page;
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const header = () => page().getByRole('banner');
  const pages = {
    button,
    header,
    heading: (name: string) => page().getByRole('heading', { level: 1, name }),
    /** A card or a section, by its heading. */
    section: (name: string) => page().getByRole('region', { name, exact: true }),
    open: async (path = '/') => {
      await page().goto(`${run().demo.webOrigin}${path}`);
    },
    /** The first step of a sign-in. */
    async nameUser(username: string): Promise<void> {
      await page().getByRole('textbox', { name: 'E-mail address or phone number' }).fill(username);
      await button('Continue').click();
    },
    async fillSignIn(username: string, password = PASSWORD): Promise<void> {
      await pages.nameUser(username);
      await pages.heading('Enter your password').waitFor();
      await page().getByRole('textbox', { name: 'Password' }).fill(password);
      await button('Sign in').click();
    },
    async signOut(): Promise<void> {
      await button('Sign out').click();
      await header().getByRole('link', { name: 'Sign in' }).waitFor();
    },
    /** Signs a new user in and goes to the account page. */
    async openAccount(): Promise<string> {
      const username = newEmail();
      await run().demo.local.createUser({ username, password: PASSWORD });
      await pages.open('/sign-in');
      await pages.fillSignIn(username);
      await pages.heading('Random numbers').waitFor();
      await pages.open('/account');
      await pages.section('Second step').waitFor();
      return username;
    },
  };
  return pages;
}

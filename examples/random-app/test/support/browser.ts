import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { BROWSER_FLAGS } from '../../../../scripts/support/browser-flags.mjs';
import { findBrowser } from '../../../../scripts/support/find-browser.mjs';

const TIMEOUT_MS = 15_000;

/** Starts the Chrome, Chromium or Edge of this machine, without a window. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no browser was found');
  return chromium.launch({ executablePath, args: BROWSER_FLAGS });
}

/** Everything that leaves a page where others may read it. */
export interface Traces {
  readonly urls: string[];
  readonly console: string[];
}

/** Opens a new profile and notes what its pages request and print. */
export async function newVisitor(
  browser: Browser,
  options?: BrowserContextOptions,
): Promise<{ context: BrowserContext; page: Page; traces: Traces }> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(TIMEOUT_MS);
  const traces: Traces = { urls: [], console: [] };
  context.on('request', (request) => traces.urls.push(request.url()));
  context.on('console', (message) => traces.console.push(message.text()));
  return { context, page: await context.newPage(), traces };
}

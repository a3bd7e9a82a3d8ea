import { chromium } from 'playwright-core';
import { BROWSER_FLAGS } from '../../scripts/support/browser-flags.mjs';
import { findBrowser } from '../../scripts/support/find-browser.mjs';

/** Starts the Chrome, Chromium or Edge of this machine, without a window. */
export async function launch() {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no browser was found');
  return chromium.launch({ executablePath, args: BROWSER_FLAGS });
}

/** A new profile with the page open and its `window.bench` there; a relay sees what it sends. */
export async function openPage(browser, origin, relay) {
  const proxy = relay && { server: relay.server, bypass: '<-loopback>' };
  const context = await browser.newContext({ proxy });
  const page = await context.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => 'bench' in window);
  return { page, close: () => context.close() };
}

import { randomInt } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from './support/browser';
import { type ServedSite, serveSite } from './support/served-site';

let site: ServedSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

test('the built pages work under the template’s content security policy', async () => {
  const { context, page, traces } = await newVisitor(browser);
  const email = `ada${randomInt(1e6, 1e7)}@example.com`;

  await page.goto(`${site.origin}/sign-up`);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('Correct-horse-7');
  await page.getByRole('button', { name: 'Sign up', exact: true }).click();
  await page.getByRole('heading', { name: 'Confirm your account' }).waitFor();
  await page.getByLabel('Code').fill(site.local.inbox.latest(email)?.code ?? '');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('banner').getByText(email).waitFor();
  await page.getByRole('button', { name: 'Get a private number' }).click();
  await page.getByText('Private Random Number').waitFor();
  await page.getByRole('link', { name: 'By Amplify' }).click();
  await page.getByRole('heading', { level: 1, name: /Amplify/ }).waitFor();

  expect(traces.console.filter((line) => /security policy|refused/i.test(line))).toEqual([]);
  await context.close();
});

test('the policy keeps foreign scripts and frames out', async () => {
  const { context, page } = await newVisitor(browser);
  await page.goto(site.origin);

  const wasRun = await page.evaluate(async () => {
    const directives = new Set<string>();
    const allViolated = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        directives.add(effectiveDirective);
        const wanted = ['connect-src', 'frame-src', 'script-src-elem'];
        if (wanted.every((directive) => directives.has(directive))) resolve();
      });
    });
    const inline = document.createElement('script');
    inline.textContent = 'window.wasRun = true';
    const frame = document.createElement('iframe');
    frame.src = 'https://attacker.example/';
    document.body.append(inline, frame);
    await fetch('https://attacker.example/').catch(() => undefined);
    await allViolated;
    return 'wasRun' in window;
  });

  expect(wasRun).toBe(false);
  await context.close();
});

test('a missing file is missing, and a page that nobody knows is a page', async () => {
  const answers = await Promise.all(
    ['/assets/missing.js', '/no/such/page', '/'].map((path) => fetch(`${site.origin}${path}`)),
  );

  expect(answers.map(({ status }) => status)).toEqual([404, 200, 200]);
});

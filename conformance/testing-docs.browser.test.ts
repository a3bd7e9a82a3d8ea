import { expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '../scripts/support/find-browser.mjs';
import { PlainAuth } from './support/plain-stack';
import { serveApp } from './support/serve-app';
import { stackAssembly } from './support/stack-assembly';
import { testProject } from './support/test-project';

test('the page about testing has files by which a suite of Playwright passes', async () => {
  const assembly = stackAssembly((stack) => void new PlainAuth(stack));
  const project = await testProject('playwright', ['@playwright/test']);
  const site = await serveApp(new URL('tabs/tabs-app.tsx', import.meta.url));
  onTestFinished(async () => {
    await site.stop();
    project.remove();
    assembly.remove();
  });

  const { status, printed } = await project.run(
    '@playwright/test/cli.js',
    ['test', '--reporter', 'list'],
    {
      CDK_OUTDIR: assembly.folder,
      WEB_ORIGIN: site.origin,
      CHROMIUM_PATH: findBrowser() ?? '',
    },
  );

  expect(printed).toMatch(/1 passed/);
  expect(status).toBe(0);
});

import type { Stack } from 'aws-cdk-lib';
import { CfnUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { startLocal } from 'secured-api-local';
import { afterAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '../examples/random-app/test/support/browser';
import { addRedirectAuth } from './redirect/redirect-auth';
import { quiet } from './support/quiet-log';
import { serveApp } from './support/serve-app';
import { stackAssembly } from './support/stack-assembly';

const USER = { username: 'ada@example.com', password: 'Correct-Horse-7' };

const site = await serveApp(new URL('redirect/amplify-redirect-app.ts', import.meta.url));
const assembly = stackAssembly((stack) => {
  addRedirectAuth(stack, site.origin);
  for (const client of clientsOf(stack)) client.allowedOAuthFlows = ['implicit'];
});
const local = await startLocal({
  assembly: assembly.folder,
  port: 0,
  webOrigin: site.origin,
  https: true,
  log: quiet,
});
site.setConfig({ ...local.config, responseType: 'token' });
await local.createUser(USER);
const browser = await launchBrowser();

afterAll(async () => {
  await browser.close();
  await local.stop();
  await site.stop();
  assembly.remove();
});

/** Our constructs have the code flow alone; templates of others have this one as well. */
function clientsOf(stack: Stack): CfnUserPoolClient[] {
  return stack.node
    .findAll()
    .filter((construct): construct is CfnUserPoolClient => construct instanceof CfnUserPoolClient);
}

test('unmodified Amplify signs in by the implicit flow', async () => {
  const { page, traces } = await newVisitor(browser, { ignoreHTTPSErrors: true });
  await page.goto(site.origin);
  await page.getByText('nobody').waitFor();

  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Username').fill(USER.username);
  await page.getByLabel('Password').fill(USER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(/signed in as [0-9a-f-]{36}, with credentials/).waitFor();

  expect(page.url()).not.toContain('access_token');
  expect(traces.urls.some((url) => url.includes('/oauth2/token'))).toBe(false);
});

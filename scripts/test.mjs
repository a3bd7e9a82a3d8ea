// Everything that is checked: lint, types, builds, and every test, the user's browser included.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assertNodeVersion } from './support/node-version.mjs';

assertNodeVersion();

const { buildPackages } = await import('./support/build-packages.mjs');
const { checkDocuments } = await import('./support/check-documents.mjs');
const { run } = await import('./support/command.mjs');
const { findBrowser, HOW_TO_GET_A_BROWSER } = await import('./support/find-browser.mjs');
const { install } = await import('./support/install.mjs');
const { at, STATE } = await import('./support/paths.mjs');
const { phase } = await import('./support/phase.mjs');

const { values: options } = parseArgs({
  options: { 'no-browser': { type: 'boolean' }, 'no-install': { type: 'boolean' } },
});
const TYPED = [
  'packages/cdk-secured-api/tsconfig.test.json',
  'packages/react-cognito-hooks',
  'packages/secured-api-local',
  'examples/random-app',
  'conformance',
];
const STORIES = at('.storybook/vitest.config.mts');

async function vitest(name, options, browser) {
  const report = join(STATE, `${name}.json`);
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`];
  rmSync(report, { force: true });
  const env = { ...process.env, ...(browser && { CHROMIUM_PATH: browser }) };
  await run(name, at('node_modules/vitest/vitest.mjs'), [...args, ...options], {
    show: true,
    env,
  }).catch(() => undefined);
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: success ? 0 : Math.max(1, numFailedTests) };
}

async function tests(browser) {
  if (!browser) return [await vitest('tests', ['--exclude', '**/*.browser.test.ts'])];
  const units = await vitest('tests', [], browser);
  return [units, await vitest('stories', ['--config', STORIES], browser)];
}

const browser = options['no-browser'] ? undefined : findBrowser();
let failures = 0;
try {
  await phase('install', () => install({ allowed: !options['no-install'] }));
  await phase('lint', () =>
    run('biome', at('node_modules/@biomejs/biome/bin/biome'), ['ci', '--colors=off']),
  );
  await phase('generated files', async () => {
    await run('client config', at('scripts/generate-client-config.mjs'), ['--check']);
    await run('lock file', at('scripts/check-lock.mjs'));
  });
  for (const folder of TYPED) {
    await phase(`types ${folder}`, () =>
      run('tsc', at('node_modules/typescript/bin/tsc'), ['--noEmit', '-p', at(folder)]),
    );
  }
  await buildPackages();
  await phase('packages as published', () =>
    run('check-packages', at('scripts/check-packages.mjs')),
  );
  await checkDocuments();
  const results = await tests(browser);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  failures = results.reduce((sum, result) => sum + result.failed, 0);
  if (!browser) {
    console.log(options['no-browser'] ? 'not run: tests in a browser' : HOW_TO_GET_A_BROWSER);
    failures += options['no-browser'] ? 0 : 1;
  }
  console.log(`${passed} passed, ${failures} failed`);
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  failures = 1;
}
process.exitCode = failures > 0 ? 1 : 0;

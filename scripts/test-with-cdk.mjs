// The construct library's tests on another aws-cdk-lib: node scripts/test-with-cdk.mjs [version].
//
// Without a version it is the newest. The workspaces hold exactly the oldest that is supported.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './support/command.mjs';
import { install } from './support/install.mjs';
import { at, STATE } from './support/paths.mjs';
import { phase } from './support/phase.mjs';

const PACKAGE = at('packages/cdk-secured-api');
const COPIED = ['src', 'test', 'docs', 'schema', 'tsconfig.json', 'vitest.config.mts'];
const [version = 'latest'] = process.argv.slice(2);
const folder = join(STATE, 'with-cdk');

await phase('install', () => install());
await phase(`install aws-cdk-lib@${version}`, () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dependencies = { 'aws-cdk-lib': version, constructs: '^10', 'cdk-nag': '^3' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  return run('npm', process.env.npm_execpath ?? '', ['install', '--loglevel=error'], {
    cwd: folder,
  });
});
const manifest = readFileSync(join(folder, 'node_modules/aws-cdk-lib/package.json'), 'utf8');
console.log(`aws-cdk-lib ${JSON.parse(manifest).version}`);
for (const name of COPIED) cpSync(join(PACKAGE, name), join(folder, name), { recursive: true });
await run('vitest', at('node_modules/vitest/vitest.mjs'), ['run'], { cwd: folder, show: true });

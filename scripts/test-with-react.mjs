// The hooks' tests on another React: node scripts/test-with-react.mjs [version].
//
// Without a version it is 18, the oldest that is supported. The workspaces hold the newest.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './support/command.mjs';
import { install } from './support/install.mjs';
import { at, STATE } from './support/paths.mjs';
import { phase } from './support/phase.mjs';

const PACKAGE = at('packages/react-cognito-hooks');
const COPIED = ['src', 'test', 'tsconfig.json', 'vitest.config.mts'];
/** What looks at React itself; the core has no React in it. */
const TESTS = ['hooks', 'hydration', 'server-rendering', 'testing'].map(
  (name) => `test/${name}.test.tsx`,
);
const [version = '18'] = process.argv.slice(2);
const folder = join(STATE, 'with-react');

await phase('install', () => install());
await phase(`install react@${version}`, () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dependencies = {
    react: version,
    'react-dom': version,
    '@testing-library/react': '^16',
    '@testing-library/dom': '^10',
  };
  const manifest = { private: true, type: 'module', dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return run('npm', process.env.npm_execpath ?? '', ['install', '--loglevel=error'], {
    cwd: folder,
  });
});
const { version: installed } = JSON.parse(
  readFileSync(join(folder, 'node_modules/react/package.json'), 'utf8'),
);
console.log(`react ${installed}`);
for (const name of COPIED) cpSync(join(PACKAGE, name), join(folder, name), { recursive: true });
await run('vitest', at('node_modules/vitest/vitest.mjs'), ['run', ...TESTS], {
  cwd: folder,
  show: true,
});

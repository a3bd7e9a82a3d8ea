// @vitest-environment node
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Options } from 'tsup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import options from '../tsup.config';

const run = promisify(execFile);
const packageRoot = join(import.meta.dirname, '..');
let outDir = '';

beforeAll(async () => {
  // Below the package, so that React and Amplify are found.
  const parent = join(packageRoot, 'node_modules');
  await mkdir(parent, { recursive: true });
  outDir = await mkdtemp(join(parent, '.packaging-'));
  const entry = ['index', 'amplify'].map((name) => join(packageRoot, `src/${name}.ts`));
  const tsconfig = join(packageRoot, 'tsconfig.json');
  const quick = { dts: false, sourcemap: false, silent: true, config: false } as const;
  await build({ ...(options as Options), ...quick, entry, outDir, tsconfig });
}, 60_000);

afterAll(() => rm(outDir, { recursive: true, force: true }));

const USE = `
  const config = {
    version: 1, region: 'us-east-1', userPoolId: 'us-east-1_a', userPoolClientId: 'b',
    identityPoolId: 'us-east-1:c', apis: {}, guests: false, verification: 'code',
    signIn: { identifiers: ['email'], selfSignUp: true, flows: [], mfa: 'OFF' },
    passwordPolicy: { minLength: 8, requires: [] },
  };
  connectAmplify(createCognitoClient(config));
  console.log('one core');
`;

test.each([
  [
    'index-test.mjs',
    `import { createCognitoClient } from './index.js';
     import { connectAmplify } from './amplify.js'; ${USE}`,
  ],
  [
    'index-test.cjs',
    `const { createCognitoClient } = require('./index.cjs');
     const { connectAmplify } = require('./amplify.cjs'); ${USE}`,
  ],
])(
  'shares one core between both entries: %s',
  async (file, code) => {
    await writeFile(join(outDir, file), code);

    const { stdout } = await run(process.execPath, [join(outDir, file)], { cwd: packageRoot });

    expect(stdout.trim()).toBe('one core');
  },
  30_000,
);

// @vitest-environment node
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, type Options } from 'tsup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import options from '../tsup.config';

const run = promisify(execFile);
const packageRoot = join(import.meta.dirname, '..');
let outDir = '';

/** What tsup leaves out by itself when it runs in the package's folder. */
const PEERS = [/^react(\/|$)/, /^aws-amplify(\/|$)/];

beforeAll(async () => {
  // Below the package, so that React and Amplify are found.
  const parent = join(packageRoot, 'node_modules');
  await mkdir(parent, { recursive: true });
  outDir = await mkdtemp(join(parent, '.packaging-'));
  const entry = ['index', 'amplify'].map((name) => join(packageRoot, `src/${name}.ts`));
  const tsconfig = join(packageRoot, 'tsconfig.json');
  const quick = { dts: false, sourcemap: false, silent: true, config: false } as const;
  const external = PEERS;
  await build({ ...(options as Options), ...quick, entry, outDir, tsconfig, external });
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

/** Bundles what an app takes from the built package, React left out. */
async function bundle(exported: string, from = './index.js'): Promise<string> {
  const entry = join(outDir, 'app.mjs');
  const names = exported === '*' ? '*' : `{ ${exported} }`;
  await writeFile(entry, `export ${names} from ${JSON.stringify(from)};`);
  const quick = { dts: false, silent: true, config: false, clean: false } as const;
  await build({
    ...quick,
    entry: { bundled: entry },
    format: 'esm',
    minify: true,
    treeshake: false,
    target: 'es2022',
    outDir,
    external: PEERS,
    outExtension: () => ({ js: '.mjs' }),
  });
  return readFile(join(outDir, 'bundled.mjs'), 'utf8');
}

test('leaves a flow out that nobody uses', async () => {
  const code = await bundle('createCognitoClient, useAuth, useSignedFetch');

  expect(code).toContain('AWS4-HMAC-SHA256');
  expect(code).not.toMatch(/USER_SRP_AUTH|ForgotPassword|ConfirmSignUp/);
}, 30_000);

const CORE = 'createCognitoClient, CognitoProvider, useAuth, useSignedFetch';
const FLOWS = 'useSignUp, useSignIn, useResetPassword, useSignOut';

test.each<[name: string, kilobytes: number, exported: string, from?: string]>([
  ['everything', 16.9, '*'],
  ['a client with every flow and the signed fetch', 15.2, `${CORE}, ${FLOWS}`],
  ['a client with the signed fetch', 9.6, CORE],
  ['the sign-in alone', 6.8, 'useSignIn'],
  ['the sign-up alone', 5.7, 'useSignUp'],
  ['the password reset alone', 2.7, 'useResetPassword'],
  ['the sign-out alone', 1.3, 'useSignOut'],
  ['the typed calls alone', 1.3, 'useApi'],
  ['the cache identity alone', 0.6, 'useCacheIdentity'],
  ['the move of a session alone', 1.3, 'moveAmplifySession'],
  ['the signer alone', 2, 'signHeaders, signQuery', join(packageRoot, 'src/core/sigv4.ts')],
  ['the bridge alone', 1, 'connectAmplify', './amplify.js'],
])(
  'takes, compressed, for %s at most %d kB',
  async (_, kilobytes, exported, from) => {
    const code = await bundle(exported, from);

    const { length } = gzipSync(code, { level: 9 });
    expect(length).toBeLessThan(kilobytes * 1000);
    expect(length).toBeGreaterThan(kilobytes * 800); // a bound that is too wide guards nothing
  },
  30_000,
);

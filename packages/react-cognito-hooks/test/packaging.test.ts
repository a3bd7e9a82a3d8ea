// @vitest-environment node
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type OutputChunk, rolldown } from 'rolldown';
import { build, type Options } from 'tsup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import options, { ENTRIES } from '../tsup.config';

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
  const entry = ENTRIES.map((file) => join(packageRoot, file));
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
  const Step = () => useSignIn().step.name;
  const client = createTestClient();
  console.log(renderToString(createElement(CognitoProvider, { client }, createElement(Step))));
`;

test.each([
  [
    'index-test.mjs',
    `import { createElement } from 'react';
     import { renderToString } from 'react-dom/server';
     import { CognitoProvider, createCognitoClient, useSignIn } from './index.js';
     import { connectAmplify } from './amplify.js';
     import { createTestClient } from './testing.js'; ${USE}`,
  ],
  [
    'index-test.cjs',
    `const { createElement } = require('react');
     const { renderToString } = require('react-dom/server');
     const { CognitoProvider, createCognitoClient, useSignIn } = require('./index.cjs');
     const { connectAmplify } = require('./amplify.cjs');
     const { createTestClient } = require('./testing.cjs'); ${USE}`,
  ],
])(
  'shares one core and one context between all entries: %s',
  async (file, code) => {
    await writeFile(join(outDir, file), code);

    const { stdout } = await run(process.execPath, [join(outDir, file)], { cwd: packageRoot });

    expect(stdout.trim()).toBe('form');
  },
  30_000,
);

test.each(['js', 'cjs'])(
  'marks what needs React, and not the core, for servers: %s',
  async (kind) => {
    const names = (await readdir(outDir)).filter((name) =>
      new RegExp(`^(?!index-test).*\\.${kind}$`).test(name),
    );
    const files = await Promise.all(names.map((name) => readFile(join(outDir, name), 'utf8')));

    const marked = files.filter((code) => code.startsWith("'use client';"));

    const needReact = files.filter((code) => /["']react(\/jsx-runtime)?["']/.test(code));
    expect(needReact.length).toBeGreaterThan(0);
    expect(marked).toEqual(needReact);
    expect(marked.join()).not.toMatch(/AWS4-HMAC-SHA256|GetCredentialsForIdentity/);
  },
);

/** What a browser downloads of an app: its code, and the parts that it asks for later. */
interface Bundle {
  readonly code: string;
  readonly later: readonly string[];
}

/** Bundles what an app takes from the built package as Vite's bundler does, React left out. */
async function bundle(exported: string, from = './index.js'): Promise<Bundle> {
  const entry = join(outDir, 'app.mjs');
  const names = exported === '*' ? '* as all' : `{ ${exported} }`;
  const used = exported === '*' ? 'all' : `[${exported}]`;
  await writeFile(entry, `import ${names} from ${JSON.stringify(from)}; globalThis.app = ${used};`);
  const bundled = await rolldown({ input: entry, external: PEERS });
  const { output } = await bundled.generate({ format: 'es', minify: true });
  const parts = output.filter((part) => part.type === 'chunk');
  const first = parts.filter((part) => isNeededAtFirst(part, parts)).map(({ code }) => code);
  const later = parts.filter((part) => !isNeededAtFirst(part, parts)).map(({ code }) => code);
  return { code: first.join(''), later };
}

/** Whether the entry imports a part, itself or through another. */
function isNeededAtFirst(part: OutputChunk, parts: readonly OutputChunk[]): boolean {
  const importers = parts.filter(({ imports }) => imports.includes(part.fileName));
  return part.isEntry || importers.some((importer) => isNeededAtFirst(importer, parts));
}

const gzipSize = (code: string) => gzipSync(code, { level: 9 }).length;

/** Bounds that are too wide guard nothing. */
function expectAtMost(bytes: number, kilobytes: number): void {
  expect(bytes).toBeLessThan(kilobytes * 1000);
  expect(bytes).toBeGreaterThan(kilobytes * 900);
}

test('leaves a flow out that nobody uses', async () => {
  const { code, later } = await bundle('createCognitoClient, useAuth, useSignedFetch');

  expect([code, ...later].join()).toContain('AWS4-HMAC-SHA256');
  expect([code, ...later].join()).not.toMatch(/USER_SRP_AUTH|ForgotPassword|ConfirmSignUp/);
}, 30_000);

test('loads the signer, a proof and the steps of a sign-in when they are needed, and not before', async () => {
  const { code, later } = await bundle('createCognitoClient, useSignIn, useSignUp');

  expect(code).not.toMatch(/AWS4-HMAC-SHA256|Caldera|SELECT_CHALLENGE/);
  expect(later.filter((part) => part.includes('Caldera'))).toHaveLength(1);
  expect(later.filter((part) => part.includes('SELECT_CHALLENGE'))).toHaveLength(1);
}, 30_000);

const CORE = 'createCognitoClient, CognitoProvider, useAuth, useSignedFetch';
const FLOWS = 'useSignUp, useSignIn, useResetPassword, useSignOut';

test.each<[name: string, kilobytes: number, exported: string, from?: string]>([
  ['everything', 13.2, '*'],
  ['a client with every flow and the signed fetch', 10.8, `${CORE}, ${FLOWS}`],
  ['a client with the signed fetch', 8.6, CORE],
  ['the sign-in alone', 2.5, 'useSignIn'],
  ['the sign-up alone', 2.6, 'useSignUp'],
  ['the password reset alone', 2.5, 'useResetPassword'],
  ['the sign-out alone', 1.4, 'useSignOut'],
  ['the typed calls alone', 1.2, 'useApi'],
  ['the account alone', 1.6, 'useAttributes, useMfa, usePassword, useDeleteUser'],
  ['the cache identity alone', 0.53, 'useCacheIdentity'],
  ['the move of a session alone', 0.85, 'moveAmplifySession'],
  ['the signer alone', 2, 'signHeaders', join(packageRoot, 'src/core/sigv4.ts')],
  ['the bridge alone', 1, 'connectAmplify', './amplify.js'],
])(
  'takes, compressed, for %s at most %d kB before the first paint',
  async (_, kilobytes, exported, from) => {
    const { code } = await bundle(exported, from);

    expectAtMost(gzipSize(code), kilobytes);
  },
  30_000,
);

test.each<[name: string, kilobytes: number, exported: string]>([
  ['everything', 33.9, '*'],
  ['a client with every flow and the signed fetch', 26.4, `${CORE}, ${FLOWS}`],
])(
  'takes, compressed, for %s at most %d kB with all that is loaded later',
  async (_, kilobytes, exported) => {
    const { code, later } = await bundle(exported);

    const sizes = [code, ...later].map(gzipSize);
    expectAtMost(
      sizes.reduce((sum, size) => sum + size),
      kilobytes,
    );
  },
  30_000,
);

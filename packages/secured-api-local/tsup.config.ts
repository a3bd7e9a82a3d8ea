import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'tsup';

/** Files that are read as they are: the worker's bootstrap and what pages are made of. */
const FILES = [
  'src/lambda/bootstrap.mjs',
  'src/lambda/layer-modules.mjs',
  'src/console/page.html',
  'src/console/page.css',
  'src/console/page.js',
  'src/cognito-idp/hosted-login/login.css',
  'src/cognito-idp/hosted-login/passkey.js',
];

export default defineConfig((options) => ({
  entry: ['src/index.ts', 'src/cli.ts'],
  format: ['esm'],
  dts: options.dts ?? {
    entry: 'src/index.ts',
    compilerOptions: { ignoreDeprecations: '6.0' },
  },
  clean: true,
  sourcemap: true,
  target: 'node20',
  onSuccess: async () => {
    for (const file of FILES) copyFileSync(file, join(options.outDir ?? 'dist', basename(file)));
  },
}));

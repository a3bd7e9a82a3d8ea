import { readFile, writeFile } from 'node:fs/promises';
import { defineConfig } from 'tsup';

/** What tells React that a module runs in a browser; without a line end, source maps stay right. */
const USE_CLIENT = "'use client';";

const NEEDS_REACT = /["']react(\/jsx-runtime)?["']/;

/** `client` and `hooks` are no entries of the package: they part the core from what needs React. */
export const ENTRIES = ['index', 'client', 'hooks', 'amplify', 'testing'].map(
  (name) => `src/${name}.ts`,
);

export default defineConfig({
  entry: ENTRIES,
  format: ['esm', 'cjs'],
  splitting: true, // in CommonJS too, so that all entries share one context and one core
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } }, // tsup 8 sets baseUrl, which TypeScript 6 rejects
  clean: true,
  sourcemap: true,
  target: 'es2022',
  plugins: [
    {
      name: 'use-client',
      // esbuild drops the directive of a module that it merges with others, and what makes
      // CommonJS of a chunk would put code before it: so it is written last.
      async buildEnd({ writtenFiles }) {
        for (const { name } of writtenFiles) {
          const code = name.endsWith('.map') ? '' : await readFile(name, 'utf8');
          if (NEEDS_REACT.test(code)) await writeFile(name, USE_CLIENT + code);
        }
      },
    },
  ],
});

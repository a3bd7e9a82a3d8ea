import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { at } from '../../scripts/support/paths.mjs';

const require = createRequire(import.meta.url);
const amplify = createRequire(require.resolve('aws-amplify/auth'));

/** Amplify's proof of a password, which none of its entries exports. */
const AMPLIFY_SRP = join(
  dirname(amplify.resolve('@aws-amplify/auth/package.json')),
  'dist/esm/providers/cognito/utils/srp',
);

/**
 * Bundles a file of this folder as Vite's bundler does, minified.
 *
 * @returns the files by name; of them `first` is what a page needs before it runs, `later` the rest
 */
export async function bundle(file, external = []) {
  const bundled = await rolldown({
    input: at(`bench/browser/${file}`),
    external,
    platform: 'browser',
    resolve: {
      alias: {
        'amplify-srp': AMPLIFY_SRP,
        'hooks-core': at('packages/react-cognito-hooks/src/core'),
      },
    },
    transform: { define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' } },
    logLevel: 'silent',
  });
  const { output } = await bundled.generate({ format: 'es', minify: true });
  const parts = output.filter(({ type }) => type === 'chunk');
  const first = parts.filter((part) => isNeededAtFirst(part, parts));
  const later = parts.filter((part) => !first.includes(part));
  return { files: new Map(parts.map(({ fileName, code }) => [fileName, code])), first, later };
}

/** Whether the entry imports a part, itself or through another. */
function isNeededAtFirst(part, parts) {
  const importers = parts.filter(({ imports }) => imports.includes(part.fileName));
  return part.isEntry || importers.some((importer) => isNeededAtFirst(importer, parts));
}

/** Compressed size of parts in bytes. */
export function gzipSize(parts) {
  return parts.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
}

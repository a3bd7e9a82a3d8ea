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

const PAGE = '\0page';

/** An entry that uses names of a file, and exports nothing, as an app's page does. */
const asPage = (file, names) => ({
  name: 'page',
  resolveId: (id) => (id === PAGE ? id : undefined),
  load: (id) =>
    id === PAGE
      ? `import { ${names} } from ${JSON.stringify(file)}; globalThis.used = [${names}];`
      : undefined,
});

/**
 * Bundles a file of this folder as Vite's bundler does, minified.
 *
 * @param isPage whether the file runs by itself; else a page is made that uses what it exports
 * @returns the files by name; of them `first` is what a page needs before it runs, `later` the rest
 */
export async function bundle(file, { external = [], isPage = true } = {}) {
  const path = at(`bench/browser/${file}`);
  const names = isPage ? [] : (await generate({ input: path, external }))[0].exports;
  const plugins = [asPage(path, names)];
  const output = await generate({ input: isPage ? path : PAGE, external, plugins });
  const parts = output.filter(({ type }) => type === 'chunk');
  const first = parts.filter((part) => isNeededAtFirst(part, parts));
  const later = parts.filter((part) => !first.includes(part));
  return { files: new Map(parts.map(({ fileName, code }) => [fileName, code])), first, later };
}

async function generate(options) {
  const bundled = await rolldown({
    ...options,
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
  return output;
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

// Writes a jsii package's API reference: node scripts/docgen.mjs <package> <file>.
// The command of jsii-docgen looks for assemblies of dependencies below the package alone and fails
// where npm hoists them; its API takes the folder to search, which is the repository's root.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import docgen from 'jsii-docgen';

const [name, file] = process.argv.slice(2);
if (name === undefined || file === undefined) {
  console.error('usage: node scripts/docgen.mjs <package> <file>');
  process.exit(2);
}
const root = resolve(import.meta.dirname, '..');
const documentation = await docgen.Documentation.forAssembly(name, root);
const reference = await documentation.toMarkdown({
  language: docgen.Language.TYPESCRIPT,
  allSubmodules: true,
  readme: false,
});
await writeFile(file, reference.render());
await documentation.cleanup();

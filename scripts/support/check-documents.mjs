import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.mjs';
import { at } from './paths.mjs';
import { phase } from './phase.mjs';

const PACKAGE = 'packages/cdk-secured-api';

/** Compiles the examples of the construct library and compares its API.md; needs a jsii build. */
export async function checkDocuments() {
  await phase('examples of cdk-secured-api', async () => {
    const rosetta = at('node_modules/jsii-rosetta/bin/jsii-rosetta');
    await run('jsii-rosetta', rosetta, ['extract', '--strict'], { cwd: at(PACKAGE) });
  });
  await phase('API.md of cdk-secured-api', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'api-'));
    const generated = join(folder, 'API.md');
    await run('docgen', at('scripts/docgen.mjs'), ['cdk-secured-api', generated]);
    const isSame =
      readFileSync(generated, 'utf8') === readFileSync(at(`${PACKAGE}/API.md`), 'utf8');
    rmSync(folder, { recursive: true });
    if (!isSame) {
      throw new Error(`${PACKAGE}/API.md is not up to date: run npx projen docgen in ${PACKAGE}`);
    }
  });
}

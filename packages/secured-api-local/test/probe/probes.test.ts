import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startLocal } from '../../src/index';
import { writeAssembly } from '../assembly/assembly-fixture';
import { QUIET } from '../environment';
import { probes } from './probes';
import { template } from './template';

const RUN = fileURLToPath(new URL('./run.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const fidelity = readFileSync(new URL('../../FIDELITY.md', import.meta.url), 'utf8');

describe('probes', () => {
  test('each find here what they say', async () => {
    const assembly = writeAssembly({ Probe: { template } });
    const local = await startLocal({ assembly, port: 0, log: QUIET });
    const [url, plainUrl] = [String(local.outputs.Url), String(local.outputs.PlainUrl)];

    const found = await Promise.all(
      probes.map(async ({ id, run }) => [id, await run({ url, plainUrl })] as const),
    );
    await local.stop();

    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(probes.map(({ id, here }) => [id, here])),
    );
  });

  test.each(probes.map(({ id }) => id))('%s is named by the behaviour that it settles', (id) => {
    expect(fidelity).toContain(`probe \`${id}\``);
  });

  test('print the stack that they ask', () => {
    const printed = execFileSync(process.execPath, ['--import', TSX, RUN, '--print-template'], {
      encoding: 'utf8',
    });

    expect(JSON.parse(printed)).toEqual(template);
  });
});

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startLocal } from '../../src/index';
import { writeAssembly } from '../assembly/assembly-fixture';
import { QUIET } from '../environment';
import { apiProbes } from './api-probes';
import { cognitoProbes } from './cognito-probes';
import { template } from './template';

const RUN = fileURLToPath(new URL('./run.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const probes = [...apiProbes, ...cognitoProbes];
const fidelity = readFileSync(new URL('../../FIDELITY.md', import.meta.url), 'utf8');

describe('probes', () => {
  test('each find here what they say', async () => {
    const assembly = writeAssembly({ Probe: { template } });
    const local = await startLocal({ assembly, port: 0, log: QUIET });
    const target = {
      url: String(local.outputs.Url),
      plainUrl: String(local.outputs.PlainUrl),
      cognitoUrl: local.url,
      clientId: String(local.outputs.ClientId),
    };

    const found = await Promise.all(
      probes.map(async ({ id, run }) => [id, await run(target)] as const),
    );
    await local.stop();

    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(probes.map(({ id, here }) => [id, here])),
    );
  });

  test('are those that FIDELITY.md names', () => {
    const named = [...fidelity.matchAll(/probe `([^`]+)`/g)].map(([, id]) => id);

    expect(named.sort()).toEqual(probes.map(({ id }) => id).sort());
  });

  test('print the stack that they ask', () => {
    const printed = execFileSync(process.execPath, ['--import', TSX, RUN, '--print-template'], {
      encoding: 'utf8',
    });

    expect(JSON.parse(printed)).toEqual(template);
  });
});

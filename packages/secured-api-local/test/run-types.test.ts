import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../src/run';
import { createFolder, writeAssembly } from './assembly/assembly-fixture';
import { matrixTemplate } from './matrix/matrix-template';

async function types(...args: string[]) {
  const err: string[] = [];
  const assembly = writeAssembly({ App: { template: matrixTemplate() } });
  const code = await run(['types', '--assembly', assembly, ...args], {
    stdout: { write: () => undefined },
    stderr: { write: (text) => err.push(text) },
    once: () => undefined,
  });
  return { code, stderr: err.join('') };
}

describe('types', () => {
  test('writes the routes of the template', async () => {
    const file = join(createFolder(), 'routes.ts');

    const { code, stderr } = await types('--out', file);

    expect(code).toBe(0);
    expect(stderr).toMatch(/^\d routes written to .*routes\.ts\n$/);
    expect(readFileSync(file, 'utf8')).toContain('  | "GET /private"');
  });

  test.each([
    [[], 'types needs --out FILE'],
    [['--out', 'x.ts', '--port', '4000'], '--port is no option of types'],
    [['--out', 'x.ts', '--json'], '--json is no option of types'],
  ])('fails with %j in one line and writes nothing', async (args, message) => {
    const { code, stderr } = await types(...args);

    expect(code).toBe(1);
    expect(stderr).toBe(`Usage: ${message}; see 'secured-api-local --help'\n`);
    expect(existsSync('x.ts')).toBe(false);
  });
});

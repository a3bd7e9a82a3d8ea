import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../src/run';
import { createFolder, writeAssembly } from './assembly/assembly-fixture';
import { matrixTemplate } from './matrix/matrix-template';

async function matrix(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const assembly = writeAssembly({ App: { template: matrixTemplate() } });
  const code = await run(['matrix', '--assembly', assembly, ...args], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    once: () => undefined,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

describe('matrix', () => {
  test('prints a table and ends with 0', async () => {
    const { code, stdout, stderr } = await matrix();

    expect(code).toBe(0);
    expect(stdout).toMatch(/^route +anyone +guest +signed in +group admins$/m);
    expect(stderr).toBe('');
  });

  test('prints JSON', async () => {
    const { stdout } = await matrix('--json');

    expect(JSON.parse(stdout).callers).toContain('group admins');
  });

  test('writes a page', async () => {
    const file = join(createFolder(), 'matrix.html');

    await matrix('--html', file);

    expect(readFileSync(file, 'utf8')).toContain('<h1>Who may call what</h1>');
  });

  test('ends with 1 and names the routes for what it is told to fail on', async () => {
    const { code, stderr } = await matrix('--fail-on', 'anyone,unreachable');

    expect(code).toBe(1);
    expect(stderr).toBe(
      "'GET /public' of 'Api' is open to anyone\n'DELETE /private' of 'Api' can be called by nobody\n",
    );
  });

  test.each([
    [['--port', '4000'], '--port is no option of matrix'],
    [['--fail-on', 'guests'], "--fail-on 'guests' is neither 'anyone' nor 'unreachable'"],
  ])('fails with %j in one line', async (args, message) => {
    const { code, stderr } = await matrix(...args);

    expect(code).toBe(1);
    expect(stderr).toBe(`Usage: ${message}; see 'secured-api-local --help'\n`);
  });

  test('start fails with an option of matrix', async () => {
    const err: string[] = [];

    const code = await run(['start', '--fail-on', 'anyone'], {
      stdout: { write: () => undefined },
      stderr: { write: (text) => err.push(text) },
      once: () => undefined,
    });

    expect(code).toBe(1);
    expect(err.join('')).toContain('--fail-on is no option of start');
  });
});

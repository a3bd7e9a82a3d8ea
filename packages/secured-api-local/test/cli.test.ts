import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { writeAssembly } from './assembly/assembly-fixture';
import { apiTemplate } from './template-fixture';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

test('the command tells one line on stdout and ends with 0 on SIGTERM', async () => {
  const assembly = writeAssembly({ App: { template: apiTemplate() } });
  const args = ['--import', TSX, CLI, 'start', '--assembly', assembly, '--port', '0', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';

  for await (const chunk of child.stdout.setEncoding('utf8')) {
    stdout += chunk;
    if (!stdout.endsWith('\n')) continue;
    const { apis } = JSON.parse(stdout);
    const response = await fetch(`${apis.Api.url}/public`);
    expect(response.status).toBe(200);
    child.kill('SIGTERM');
  }
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];

  expect(stdout).toMatch(/^\{"ready":true,.*\}\n$/);
  expect(code).toBe(0);
});

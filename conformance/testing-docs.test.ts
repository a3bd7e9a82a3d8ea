import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { answering, invokePrivate, PlainAuth, privateApi } from './support/plain-stack';
import { stackAssembly } from './support/stack-assembly';
import jestSetup from './testing/jest-setup';
import jestTeardown from './testing/jest-teardown';
import playwrightSetup from './testing/playwright-setup';

const folder = fileURLToPath(new URL('./testing/', import.meta.url));
const docs = readFileSync(
  new URL('../packages/secured-api-local/docs/testing.md', import.meta.url),
  'utf8',
);
const assembly = stackAssembly((stack) => {
  const { role } = new PlainAuth(stack);
  role.addToPolicy(invokePrivate(privateApi(stack, answering(stack, 'Hello', 'hello'))));
});

afterAll(assembly.remove);
afterEach(() => vi.unstubAllEnvs());

describe('the page about testing', () => {
  test.each(['vitest-setup.ts', 'jest-setup.ts', 'jest-teardown.ts', 'playwright-setup.ts'])(
    'shows %s as it is compiled and run',
    (file) => {
      expect(docs).toContain(readFileSync(join(folder, file), 'utf8'));
    },
  );

  test('has a global set-up by which a suite of vitest passes', async () => {
    const manifest = createRequire(import.meta.url).resolve('vitest/package.json');
    const args = [join(dirname(manifest), 'vitest.mjs'), 'run', '--root', folder];
    const env = { PATH: process.env.PATH, NO_COLOR: '1', CDK_OUTDIR: assembly.folder };

    const { stdout } = await promisify(execFile)(process.execPath, args, { env });

    expect(stdout).toMatch(/Tests +1 passed/);
  });

  test('has a global set-up of Jest that starts, and a teardown that ends it', async () => {
    vi.stubEnv('CDK_OUTDIR', assembly.folder);
    for (const name of ['API_URL', 'LOCAL_URL', 'LOCAL_TOKEN']) vi.stubEnv(name, '');
    onTestFinished(jestTeardown);

    await jestSetup();
    const url = `${process.env.API_URL}/private`;
    const { status } = await fetch(url);
    const made = await fetch(`${process.env.LOCAL_URL}/_local/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${process.env.LOCAL_TOKEN}` },
      body: JSON.stringify({ username: 'bob@example.com', password: 'Correct-Horse-7' }),
    });
    await jestTeardown();

    expect([status, made.ok]).toEqual([403, true]);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test('has a global set-up of Playwright that signs a user in', async () => {
    const file = join(assembly.folder, 'signed-in.json');
    vi.stubEnv('CDK_OUTDIR', assembly.folder);
    vi.stubEnv('STORAGE_STATE', file);

    const teardown = await playwrightSetup();
    await teardown();

    const { cookies, origins } = JSON.parse(readFileSync(file, 'utf8'));
    expect(cookies).toEqual([]);
    expect(origins).toHaveLength(1);
    expect(origins[0].origin).toBe('http://localhost:5173');
    expect(origins[0].localStorage).toContainEqual({
      name: expect.stringMatching(/\.accessToken$/),
      value: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
  });
});

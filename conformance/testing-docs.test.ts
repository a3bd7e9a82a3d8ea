import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { answering, invokePrivate, PlainAuth, privateApi } from './support/plain-stack';
import { stackAssembly } from './support/stack-assembly';
import { testProject } from './support/test-project';

const folder = new URL('./testing/', import.meta.url);
const docs = readFileSync(
  new URL('../packages/secured-api-local/docs/testing.md', import.meta.url),
  'utf8',
);
const files = readdirSync(fileURLToPath(folder)).flatMap((tool) =>
  readdirSync(new URL(`${tool}/`, folder)).map((file) => `${tool}/${file}`),
);
const assembly = stackAssembly((stack) => {
  const { role } = new PlainAuth(stack);
  role.addToPolicy(invokePrivate(privateApi(stack, answering(stack, 'Hello', 'hello'))));
});

afterAll(assembly.remove);

describe('the page about testing', () => {
  test.each(files)('shows %s as it is run', (file) => {
    expect(docs).toContain(readFileSync(new URL(file, folder), 'utf8'));
  });

  test.each([
    ['vitest', 'vitest/vitest.mjs', ['run'], /Tests +1 passed/],
    ['jest', 'jest/bin/jest.js', ['--ci'], /Tests: +2 passed, 2 total/],
  ])('has files by which a suite of %s passes', async (tool, script, args, passed) => {
    const project = await testProject(tool, [tool]);
    onTestFinished(project.remove);

    const { status, printed } = await project.run(script, args, { CDK_OUTDIR: assembly.folder });

    expect(printed).toMatch(passed);
    expect(status).toBe(0);
  });
});

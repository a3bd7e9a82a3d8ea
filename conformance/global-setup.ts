import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLog, startLocal } from 'secured-api-local';
import type { TestProject } from 'vitest/node';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the example's cloud assembly, synthesized once a run. */
    readonly assembly: string;
    /** A runtime of the example for tests that live in a browser's environment. */
    readonly runtime: {
      readonly url: string;
      readonly administrator: { readonly accessKeyId: string; readonly secretAccessKey: string };
    };
  }
}

/** Synthesizes the example once for every test of the run, and runs it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  execFileSync(process.execPath, [at('node_modules/tsx/dist/cli.mjs'), 'infra/main.ts'], {
    cwd: at('examples/random-app'),
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ 'secured-api:local': true }),
      CDK_VALIDATION: 'false',
    },
    stdio: 'pipe',
  });
  const { url, administrator, stop } = await startLocal({
    assembly: folder,
    port: 0,
    log: createLog(() => undefined),
  });
  project.provide('assembly', folder);
  project.provide('runtime', { url, administrator });
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

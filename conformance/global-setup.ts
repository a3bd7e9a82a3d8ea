import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the example's cloud assembly, synthesized once a run. */
    readonly assembly: string;
  }
}

/** Synthesizes the example once for every test of the run. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  execFileSync(process.execPath, [at('node_modules/tsx/dist/cli.mjs'), 'infra/main.ts'], {
    cwd: at('examples/random-app'),
    env: { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false' },
    stdio: 'pipe',
  });
  project.provide('assembly', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';

/** A cloud assembly in a folder of its own. */
export interface StackAssembly {
  readonly folder: string;
  remove(): void;
}

/** Synthesizes a stack that a test builds. */
export function stackAssembly(build: (stack: Stack) => void): StackAssembly {
  return appAssembly((app) => build(new Stack(app, 'Stack', { env: { region: 'us-east-1' } })));
}

/** Synthesizes an app that a test builds. */
export function appAssembly(build: (app: App) => void): StackAssembly {
  const folder = mkdtempSync(join(tmpdir(), 'stack-'));
  const app = new App({ outdir: folder });
  build(app);
  app.synth();
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

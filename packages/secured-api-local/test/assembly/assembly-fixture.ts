import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A stack to write, by its artifact id. */
export interface WrittenStack {
  readonly template: object;
  readonly environment?: string;
  readonly stackName?: string;
  /** The path in the construct tree, which a stack of a stage has. */
  readonly displayName?: string;
  readonly dependencies?: readonly string[];
}

/** An empty folder for one test. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly test '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a cloud assembly as `cdk synth` does, with inline JavaScript as assets by object key. */
export function writeAssembly(
  stacks: Readonly<Record<string, WrittenStack>>,
  assets: Readonly<Record<string, string>> = {},
  folder = createFolder(),
): string {
  const write = (name: string, value: object) =>
    writeFileSync(join(folder, name), JSON.stringify(value));
  const artifacts = Object.entries(stacks).map(([id, stack]) => {
    const { template, stackName, displayName } = stack;
    const { environment = 'aws://unknown-account/unknown-region' } = stack;
    write(`${id}.template.json`, template);
    const properties = { templateFile: `${id}.template.json`, ...(stackName && { stackName }) };
    const dependencies = [...(stack.dependencies ?? []), 'Assets'];
    return [
      id,
      { type: 'aws:cloudformation:stack', environment, properties, dependencies, displayName },
    ] as const;
  });
  const files = Object.entries(assets).map(([objectKey, source], index) => {
    const path = `asset.${index}`;
    mkdirSync(join(folder, path));
    writeFileSync(join(folder, path, 'index.js'), source);
    return [objectKey, { source: { path, packaging: 'zip' }, destinations: { d: { objectKey } } }];
  });
  write('assets.json', { files: Object.fromEntries(files) });
  write('manifest.json', {
    artifacts: {
      ...Object.fromEntries(artifacts),
      Assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    },
  });
  return folder;
}

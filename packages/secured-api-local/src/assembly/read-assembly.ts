import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LocalRuntimeError } from '../support/local-runtime-error';
import type { Template } from './template';

const SYNTHESIZE = "run 'cdk synth', or name its folder by --assembly";

/** One stack of a cloud assembly. */
export interface AssemblyStack {
  readonly name: string;
  /** Undefined when the stack is not bound to a region. */
  readonly region: string | undefined;
  readonly template: Template;
  /** Names of the stacks that must be there first. */
  readonly dependencies: readonly string[];
  /** Folder of each file asset, by the object key that the template names. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly displayName?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
  };
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source?: { readonly path?: string };
        readonly destinations?: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/**
 * Reads the stacks of a folder that `cdk synth` wrote, in dependency order.
 *
 * @param only - names of the stacks to take; by default all
 * @throws LocalRuntimeError when the folder is missing or broken
 */
export function readAssembly(directory: string, only: readonly string[] = []): AssemblyStack[] {
  const root = resolve(directory);
  if (!existsSync(root) || !statSync(root).isDirectory()) {
    throw new LocalRuntimeError(
      'NoAssembly',
      `there is no cloud assembly at '${directory}'`,
      SYNTHESIZE,
    );
  }
  const manifest = readJson<{ artifacts?: Record<string, Artifact> }>(root, 'manifest.json');
  const artifacts = Object.entries(manifest.artifacts ?? {});
  if (!artifacts.every(([, artifact]) => typeof artifact?.type === 'string')) {
    throw broken('manifest.json', 'it has an artifact without a type');
  }
  const assets = readAssets(root, artifacts);
  const stacks = artifacts
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => ({ id, stack: readStack(root, id, artifact, assets) }));
  if (stacks.length === 0) {
    throw new LocalRuntimeError(
      'NoStack',
      `the assembly at '${directory}' has no stack`,
      SYNTHESIZE,
    );
  }
  const names = new Map(stacks.map(({ id, stack }) => [id, stack.name]));
  const unknown = only.find((name) => !stacks.some(({ stack }) => stack.name === name));
  if (unknown !== undefined) {
    throw new LocalRuntimeError(
      'UnknownStack',
      `the assembly has no stack '${unknown}', but ${[...names.values()].join(', ')}`,
      'correct --stack',
    );
  }
  const resolved = stacks.map(({ stack }) => ({
    ...stack,
    dependencies: stack.dependencies.flatMap((id) => names.get(id) ?? []),
  }));
  return inOrder(resolved, only.length > 0 ? only : [...names.values()]);
}

function readStack(
  root: string,
  id: string,
  artifact: Artifact,
  assets: ReadonlyMap<string, string>,
): AssemblyStack {
  const file = artifact.properties?.templateFile ?? '';
  const template = readJson<Template>(root, file);
  assertTemplate(template, file);
  const region = artifact.environment?.split('/').at(-1);
  return {
    name: artifact.properties?.stackName ?? id,
    region: region === undefined || region === 'unknown-region' ? undefined : region,
    template,
    dependencies: artifact.dependencies ?? [],
    assets,
  };
}

/** What of a template's shape everything else takes for granted. */
function assertTemplate({ Transform, ...template }: Template, file: string): void {
  if (Transform !== undefined) {
    throw new LocalRuntimeError(
      'UnmodelledTransform',
      `'${file}' has the transform ${JSON.stringify(Transform)}, which only CloudFormation can run`,
      'leave the stack out by --stack, or write its resources out',
    );
  }
  if (!template.Resources) throw broken(file, 'it has no Resources');
  for (const section of ['Resources', 'Parameters', 'Outputs', 'Conditions', 'Mappings'] as const) {
    const entries: unknown = template[section] ?? {};
    if (!isObject(entries) || !Object.values(entries).every(isObject)) {
      throw broken(file, `its ${section} are no objects by name`);
    }
  }
  for (const section of ['Resources', 'Parameters'] as const) {
    for (const [name, entry] of Object.entries(template[section] ?? {})) {
      if (typeof entry.Type !== 'string') throw broken(file, `'${name}' has no Type`);
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Assets are zipped on the way to AWS; here the folder itself is the code. */
function readAssets(root: string, artifacts: readonly (readonly [string, Artifact])[]) {
  const folders = new Map<string, string>();
  for (const [, { type, properties }] of artifacts) {
    if (type !== 'cdk:asset-manifest' || !properties?.file) continue;
    const { files = {} } = readJson<AssetManifest>(root, properties.file);
    for (const asset of Object.values(files)) {
      const path = asset?.source?.path;
      for (const { objectKey } of Object.values(asset?.destinations ?? {})) {
        if (typeof path === 'string') folders.set(objectKey, join(root, path));
      }
    }
  }
  return folders;
}

function readJson<T>(root: string, file: string): T {
  try {
    const value: unknown = JSON.parse(readFileSync(join(root, file), 'utf8'));
    if (isObject(value)) return value as T;
  } catch (error) {
    throw broken(file, error instanceof Error ? error.message.split('\n')[0] : String(error));
  }
  throw broken(file, 'it is not a JSON object');
}

function broken(file: string, why: string | undefined): LocalRuntimeError {
  return new LocalRuntimeError(
    'BrokenAssembly',
    `cannot read '${file}' of the assembly: ${why}`,
    SYNTHESIZE,
  );
}

/** The wanted stacks and whatever they depend on, dependencies first. */
function inOrder(stacks: readonly AssemblyStack[], wanted: readonly string[]): AssemblyStack[] {
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const ordered = new Set<AssemblyStack>();
  const open = new Set<string>();
  const visit = (name: string): void => {
    const stack = byName.get(name);
    if (!stack || ordered.has(stack)) return;
    if (open.has(name)) throw broken('manifest.json', `stack '${name}' depends on itself`);
    open.add(name);
    for (const dependency of stack.dependencies) visit(dependency);
    ordered.add(stack);
  };
  for (const name of wanted) visit(name);
  return [...ordered];
}

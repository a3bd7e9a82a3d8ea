import { join } from 'node:path';
import { broken, readJson } from './read-template';
import type { Template } from './template';

/** One stack of a cloud assembly. */
export interface AssemblyStack {
  readonly name: string;
  /** Undefined when the stack is not bound to a region. */
  readonly region: string | undefined;
  readonly template: Template;
  /** File or folder of each asset, by the object key that the template names. */
  readonly assets: ReadonlyMap<string, string>;
}

/** A stack with its place in the manifest. */
export interface ManifestStack extends Omit<AssemblyStack, 'template'> {
  readonly templateFile: string;
  /** Unique among the stacks of an assembly. */
  readonly id: string;
  /** The path in the construct tree, such as `Prod/Api` of a stage. */
  readonly path: string;
  /** Whether it belongs to a stage. */
  readonly staged: boolean;
  /** Ids of the stacks that must be there first. */
  readonly dependencies: readonly string[];
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
    readonly directoryName?: string;
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
 * Reads the stacks of an assembly, those of its stages included.
 *
 * @param prefix - what the ids of a stage's stacks begin with
 * @throws LocalRuntimeError when a file of it is broken
 */
export function readManifest(root: string, prefix = ''): ManifestStack[] {
  const manifest = readJson<{ artifacts?: Record<string, Artifact> }>(join(root, 'manifest.json'));
  const artifacts = Object.entries(manifest.artifacts ?? {});
  if (!artifacts.every(([, artifact]) => typeof artifact?.type === 'string')) {
    throw broken('manifest.json', 'it has an artifact without a type');
  }
  const assets = readAssets(root, artifacts);
  const stages = artifacts.flatMap(([id, { type, properties }]) =>
    type === 'cdk:cloud-assembly'
      ? readManifest(join(root, properties?.directoryName ?? id), `${prefix}${id}/`)
      : [],
  );
  const stacks = artifacts
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => readStack(root, { id, prefix, artifact, assets }));
  return [...stacks, ...stages];
}

function readStack(
  root: string,
  {
    id,
    prefix,
    artifact,
    assets,
  }: {
    readonly id: string;
    readonly prefix: string;
    readonly artifact: Artifact;
    readonly assets: ReadonlyMap<string, string>;
  },
): ManifestStack {
  const { properties, displayName = id, dependencies = [] } = artifact;
  const region = artifact.environment?.split('/').at(-1);
  return {
    id: prefix + id,
    path: displayName,
    staged: prefix !== '',
    name: properties?.stackName ?? id,
    region: region === undefined || region === 'unknown-region' ? undefined : region,
    templateFile: join(root, properties?.templateFile ?? ''),
    dependencies: dependencies.map((dependency) => prefix + dependency),
    assets,
  };
}

/** Assets are zipped on the way to AWS; here the folder itself is the code. */
function readAssets(root: string, artifacts: readonly (readonly [string, Artifact])[]) {
  const paths = new Map<string, string>();
  for (const [, { type, properties }] of artifacts) {
    if (type !== 'cdk:asset-manifest' || !properties?.file) continue;
    const { files = {} } = readJson<AssetManifest>(join(root, properties.file));
    for (const asset of Object.values(files)) {
      const path = asset?.source?.path;
      for (const { objectKey } of Object.values(asset?.destinations ?? {})) {
        if (typeof path === 'string') paths.set(objectKey, join(root, path));
      }
    }
  }
  return paths;
}

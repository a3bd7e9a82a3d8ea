import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Foundation } from '../foundation';
import type { LayerContent, LayerVersions } from '../lambda/layer-versions';
import { generatedName, physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** What the provider of layers needs. */
export interface LambdaLayerVersionOptions
  extends Pick<Foundation, 'environment' | 'random' | 'store'> {
  /** Folder of an asset, by its object key. */
  readonly assetFolder: (objectKey: string) => string | undefined;
}

/** `AWS::Lambda::LayerVersion`: a folder whose Node modules functions find. */
export function lambdaLayerVersion(
  layers: LayerVersions,
  { environment, random, store, assetFolder }: LambdaLayerVersionOptions,
): ResourceProvider {
  return {
    type: 'AWS::Lambda::LayerVersion',
    modelled: ['Content', 'LayerName'],
    ignorable: ['CompatibleArchitectures', 'CompatibleRuntimes', 'Description', 'LicenseInfo'],
    placeholders: ['Content'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const suffix = physicalId(store, resource, () => random.characters(12));
      const name = reader.optionalText('LayerName') ?? generatedName(resource, suffix, 140);
      const { partition, region, accountId } = environment;
      const arn = `arn:${partition}:lambda:${region}:${accountId}:layer:${name}:1`;
      const key = reader.optionalObject('Content')?.text('S3Key') ?? reader.text('Content');
      layers.set(arn, contentOf(resource.logicalId, assetFolder(key)));
      return { ref: arn, attributes: { LayerVersionArn: arn } };
    },
  };
}

function contentOf(logicalId: string, path: string | undefined): LayerContent {
  const without = (reason: string): LayerContent => ({
    kind: 'notRunnable',
    reason: `its layer '${logicalId}' ${reason}`,
  });
  if (path === undefined || !existsSync(path)) return without('is not in the assembly');
  if (!statSync(path).isDirectory()) return without('is an archive, only folders are laid here');
  if (existsSync(join(path, 'extensions'))) return without('has extensions, which do not run here');
  return { kind: 'folder', path };
}

import { existsSync, statSync } from 'node:fs';
import { showPlaceholders } from '../assembly/placeholder';
import type { Foundation } from '../foundation';
import type { FunctionCode, FunctionSettings } from '../lambda/function-settings';
import type { LayerVersions } from '../lambda/layer-versions';
import type { LocalFunctions } from '../lambda/local-functions';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { generatedName, physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResolvedResource, ResourceProvider } from './provider';

const DEFAULT_MEMORY_MB = 128;
const DEFAULT_TIMEOUT_SECONDS = 3;
const MOST_LAYERS = 5;

/** What the provider of functions needs besides Lambda itself. */
export interface LambdaFunctionOptions
  extends Pick<Foundation, 'environment' | 'random' | 'store'> {
  /** Folder of an asset, by its object key. */
  readonly assetFolder: (objectKey: string) => string | undefined;
  readonly layers: LayerVersions;
}

/** `AWS::Lambda::Function`: Node handlers run, of any other runtime only the wiring is there. */
export function lambdaFunction(
  functions: LocalFunctions,
  { environment, random, store, assetFolder, layers }: LambdaFunctionOptions,
): ResourceProvider {
  return {
    type: 'AWS::Lambda::Function',
    modelled: [
      'Code',
      'Environment.Variables',
      'FunctionName',
      'Handler',
      'Layers',
      'LoggingConfig',
      'MemorySize',
      'PackageType',
      'Role',
      'Runtime',
      'Timeout',
    ],
    ignorable: [
      'Architectures',
      'CodeSigningConfigArn',
      'DeadLetterConfig',
      'Description',
      'EphemeralStorage',
      'ImageConfig',
      'KmsKeyArn',
      'RecursiveLoop',
      'ReservedConcurrentExecutions',
      'RuntimeManagementConfig',
      'SnapStart',
      'Tags',
      'TracingConfig',
      'VpcConfig',
    ],
    placeholders: ['Environment.Variables', 'Layers', 'LoggingConfig'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      assertNotClosed(reader);
      const suffix = physicalId(store, resource, () => random.characters(12));
      const name = reader.optionalText('FunctionName') ?? generatedName(resource, suffix, 64);
      const arn = `arn:${environment.partition}:lambda:${environment.region}:${environment.accountId}:function:${name}`;
      const isImage = reader.optionalText('PackageType') === 'Image';
      functions.add({
        logicalId: resource.logicalId,
        name,
        arn,
        roleArn: reader.text('Role'),
        runtime: isImage ? 'image' : reader.text('Runtime'),
        handler: isImage ? '' : reader.text('Handler'),
        environment: readEnvironment(reader),
        memoryMb: reader.optionalNumber('MemorySize') ?? DEFAULT_MEMORY_MB,
        timeoutSeconds: reader.optionalNumber('Timeout') ?? DEFAULT_TIMEOUT_SECONDS,
        logGroupName:
          reader.optionalObject('LoggingConfig')?.optionalText('LogGroup') ?? `/aws/lambda/${name}`,
        code: readCode(reader, resource, assetFolder),
        ...readLayers(reader, layers),
      });
      return { ref: name, attributes: { Arn: arn } };
    },
  };
}

function readEnvironment(reader: PropertyReader): Record<string, string> {
  const variables = reader.optionalObject('Environment')?.textMap('Variables') ?? {};
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, showPlaceholders(value)]),
  );
}

/** None at all would close the function on AWS; any other number is not enforced here. */
function assertNotClosed(reader: PropertyReader): void {
  if (reader.optionalNumber('ReservedConcurrentExecutions') === 0) {
    reader.refuse('ReservedConcurrentExecutions', 'more than 0');
  }
}

function readCode(
  reader: PropertyReader,
  { logicalId }: ResolvedResource,
  assetFolder: LambdaFunctionOptions['assetFolder'],
): FunctionCode {
  const code = reader.optionalObject('Code');
  const source = code?.optionalText('ZipFile');
  if (source !== undefined) return { kind: 'inline', source };
  const objectKey = code?.optionalText('S3Key');
  if (objectKey === undefined) return { kind: 'notRunnable', reason: 'its code is an image' };
  const path = assetFolder(objectKey);
  if (path === undefined || !existsSync(path)) {
    throw new LocalRuntimeError(
      'NoCode',
      `the code of function '${logicalId}' is not in the assembly (object key '${objectKey}')`,
      "run 'cdk synth' again",
    );
  }
  return statSync(path).isDirectory()
    ? { kind: 'folder', path }
    : { kind: 'notRunnable', reason: 'its asset is an archive, only folders run here' };
}

/** The folders of its layers, or what of them is missing here. */
function readLayers(
  reader: PropertyReader,
  versions: LayerVersions,
): Pick<FunctionSettings, 'layers' | 'obstacle'> {
  const layers: string[] = [];
  const obstacles: string[] = [];
  const arns = reader.texts('Layers');
  if (arns.length > MOST_LAYERS) reader.refuse('Layers', `at most ${MOST_LAYERS}`);
  for (const arn of arns) {
    const content = versions.get(arn);
    if (content?.kind === 'folder') layers.push(content.path);
    else {
      const missing = `its layer '${showPlaceholders(arn)}' is not in the template`;
      obstacles.push(content?.reason ?? missing);
    }
  }
  if (reader.optionalText('Handler')?.startsWith('/opt/')) {
    obstacles.push('its handler is in a layer');
  }
  if (readEnvironment(reader).AWS_LAMBDA_EXEC_WRAPPER !== undefined) {
    obstacles.push('AWS_LAMBDA_EXEC_WRAPPER starts it, which does not run here');
  }
  const [obstacle] = obstacles;
  return { layers, ...(obstacle !== undefined && { obstacle }) };
}

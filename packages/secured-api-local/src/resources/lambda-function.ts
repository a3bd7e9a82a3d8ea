import { existsSync, statSync } from 'node:fs';
import { showPlaceholders } from '../assembly/placeholder';
import type { Foundation } from '../foundation';
import type { FunctionCode } from '../lambda/function-settings';
import type { LocalFunctions } from '../lambda/local-functions';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { generatedName, physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResolvedResource, ResourceProvider } from './provider';

const DEFAULT_MEMORY_MB = 128;
const DEFAULT_TIMEOUT_SECONDS = 3;

/** What the provider of functions needs besides Lambda itself. */
export interface LambdaFunctionOptions
  extends Pick<Foundation, 'environment' | 'random' | 'store'> {
  /** Folder of an asset, by its object key. */
  readonly assetFolder: (objectKey: string) => string | undefined;
}

/** `AWS::Lambda::Function`: Node handlers run, of any other runtime only the wiring is there. */
export function lambdaFunction(
  functions: LocalFunctions,
  { environment, random, store, assetFolder }: LambdaFunctionOptions,
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
  if (reader.texts('Layers').length > 0) {
    return {
      kind: 'notRunnable',
      reason: 'it takes layers, which are not laid over its code here',
    };
  }
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

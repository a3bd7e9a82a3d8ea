import { createHash } from 'node:crypto';
import { readTemplate } from '../assembly/read-template';
import type { Template } from '../assembly/template';
import type { Environment } from '../support/environment';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { PropertyReader } from './property-reader';
import type { ResolvedResource, ResourceProvider } from './provider';

/** The type of a nested stack. */
export const NESTED_STACK = 'AWS::CloudFormation::Stack';

/** A nested stack, before its resources are made. */
export interface NestedStack {
  readonly name: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a nested stack is made with. */
export interface CloudFormationStackOptions {
  readonly environment: Environment;
  /** File or folder of each asset of the assembly, by object key. */
  readonly assets: ReadonlyMap<string, string>;
  /** Makes the resources, and gives the outputs. */
  readonly nest: (stack: NestedStack) => Readonly<Record<string, unknown>>;
}

/** `AWS::CloudFormation::Stack`: a template of the same assembly, with parameters and outputs. */
export function cloudFormationStack({
  environment,
  assets,
  nest,
}: CloudFormationStackOptions): ResourceProvider {
  return {
    type: NESTED_STACK,
    modelled: ['Parameters', 'TemplateURL'],
    ignorable: ['NotificationARNs', 'Tags', 'TimeoutInMinutes'],
    placeholders: ['Parameters'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const template = readTemplate(templateFile(reader.text('TemplateURL'), resource, assets));
      const parameters = reader.textMap('Parameters') ?? {};
      assertKnown(parameters, template, resource);
      const name = nameOf(resource);
      const outputs = nest({ name, template, parameters });
      return {
        ref: stackArn(name, environment),
        attributes: Object.fromEntries(
          Object.entries(outputs).map(([output, value]) => [`Outputs.${output}`, value]),
        ),
      };
    },
  };
}

/** What `AWS::StackId` of a stack reads. */
export function stackArn(name: string, { partition, region, accountId }: Environment): string {
  const id = '00000000-0000-4000-8000-000000000000';
  return `arn:${partition}:cloudformation:${region}:${accountId}:stack/${name}/${id}`;
}

function templateFile(
  url: string,
  { logicalId }: ResolvedResource,
  assets: ReadonlyMap<string, string>,
): string {
  const [, path] = [...assets].find(([objectKey]) => url.endsWith(`/${objectKey}`)) ?? [];
  if (path !== undefined) return path;
  throw new LocalRuntimeError(
    'NoTemplate',
    `the template of the nested stack '${logicalId}' is not in the assembly`,
    'make it by NestedStack, or by an asset; nothing is fetched from elsewhere',
  );
}

/** As at AWS, a nested stack is given no parameter that it has not. */
function assertKnown(
  parameters: Readonly<Record<string, string>>,
  template: Template,
  { logicalId }: ResolvedResource,
): void {
  const unknown = Object.keys(parameters).find(
    (name) => !Object.hasOwn(template.Parameters ?? {}, name),
  );
  if (unknown === undefined) return;
  throw new LocalRuntimeError(
    'UnknownParameter',
    `the nested stack '${logicalId}' is given '${unknown}', which is no parameter of its template`,
    'correct its Parameters, or synthesize again',
  );
}

/** Distinct as on AWS, and the same at each start. */
function nameOf({ stackName, logicalId }: ResolvedResource): string {
  const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex');
  return `${stackName}-${logicalId}-${digest.slice(0, 12).toUpperCase()}`;
}

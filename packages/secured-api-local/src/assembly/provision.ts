import { InvalidPolicy } from '../iam/invalid-policy';
import { cloudFormationStack, NESTED_STACK } from '../resources/cloudformation-stack';
import type { Provisioned, ResolvedResource, ResourceProvider } from '../resources/provider';
import type { Environment } from '../support/environment';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { resolve, type Scope } from './intrinsics';
import { assertModelled } from './modelled-properties';
import { assertParameterValues } from './parameter-constraints';
import { showPlaceholders } from './placeholder';
import type { AssemblyStack } from './read-manifest';
import { readTemplate } from './read-template';
import { dependenciesOf } from './references';
import { skip } from './skipped-resource';
import { createStackScope } from './stack-scope';
import type { Template, TemplateResource } from './template';
import { distributionAliases, withWebOrigin } from './web-origin';

/** What provisioning works with. */
export interface ProvisionOptions {
  readonly environment: Environment;
  readonly parameters: Readonly<Record<string, string>>;
  readonly providers: ReadonlyMap<string, ResourceProvider>;
  /** Stands in for every web distribution of the template. */
  readonly webOrigin: string;
}

/** A stack that is there. */
export interface ProvisionedStack {
  readonly name: string;
  /** Of a nested stack none: what it hands on is an output of the stack around it. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: ReadonlyMap<string, Provisioned & { readonly type: string }>;
  /** Logical ids of the resources that do not matter here, by type, or by the part that is left out. */
  readonly skipped: readonly { readonly logicalId: string; readonly type: string }[];
}

/** What the stacks of a run share while they are being made. */
interface Provisioning extends ProvisionOptions {
  readonly exports: Map<string, unknown>;
  readonly aliases: readonly string[];
  readonly nested: ProvisionedStack[];
}

/**
 * Makes every resource of the stacks, each after what it depends on, nested stacks included.
 *
 * @throws LocalRuntimeError naming the logical id of whatever is not modelled
 */
export function provision(
  stacks: readonly AssemblyStack[],
  options: ProvisionOptions,
): ProvisionedStack[] {
  assertParameters(stacks, options);
  const aliases = distributionAliases(stacks.flatMap(templatesOf));
  const provisioning: Provisioning = { ...options, aliases, exports: new Map(), nested: [] };
  const tops = stacks.map((stack) => provisionStack(stack, provisioning).stack);
  return [...provisioning.nested, ...tops];
}

function assertParameters(
  stacks: readonly AssemblyStack[],
  { parameters }: ProvisionOptions,
): void {
  const known = stacks.flatMap(({ template }) => Object.keys(template.Parameters ?? {}));
  const unknown = Object.keys(parameters).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new LocalRuntimeError(
    'UnknownParameter',
    `no stack has the parameter '${unknown}', only ${known.join(', ') || 'none'}`,
    'correct --parameter',
  );
}

/** The stack's own template, and those that its nested stacks may be made from. */
function templatesOf({ template, assets }: AssemblyStack): Template[] {
  const isNesting = Object.values(template.Resources).some(({ Type }) => Type === NESTED_STACK);
  if (!isNesting) return [template];
  const nested = [...assets.values()].filter((path) => path.endsWith('.nested.template.json'));
  return [template, ...nested.map(readTemplate)];
}

/** Makes one stack and gives the values of its outputs, which placeholders may be in. */
function provisionStack(
  stack: AssemblyStack,
  provisioning: Provisioning,
): { readonly stack: ProvisionedStack; readonly values: Readonly<Record<string, unknown>> } {
  const { aliases, environment, exports, parameters, webOrigin } = provisioning;
  assertParameterValues(stack.name, stack.template, parameters);
  const provisioned = new Map<string, Provisioned & { type: string }>();
  const skipped: { logicalId: string; type: string }[] = [];
  const scope = createStackScope({ stack, environment, parameters, provisioned, exports });
  const finalValue = (value: unknown): unknown =>
    withWebOrigin(resolve(value, scope), webOrigin, aliases);
  const providers = new Map(provisioning.providers).set(
    NESTED_STACK,
    nestedStacks(stack, provisioning),
  );
  for (const [logicalId, resource] of inOrder(stack, scope)) {
    const type = resource.Type;
    const provider = providers.get(type);
    if (!provider) skipped.push({ logicalId, type });
    // What a nested stack is given becomes final where it is used.
    const toValue = type === NESTED_STACK ? (value: unknown) => resolve(value, scope) : finalValue;
    const resourceMade = provider
      ? make(provider, {
          stackName: stack.name,
          logicalId,
          type,
          properties: toValue(resource.Properties ?? {}) as Record<string, unknown>,
          metadata: resource.Metadata ?? {},
        })
      : skip(logicalId, type);
    skipped.push(...(resourceMade.skipped ?? []).map((part) => ({ logicalId, type: part })));
    provisioned.set(logicalId, { ...resourceMade, type });
  }
  const values = outputsOf(stack, scope, exports);
  const outputs = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, shown(value, webOrigin, aliases)]),
  );
  return { stack: { name: stack.name, outputs, resources: provisioned, skipped }, values };
}

function nestedStacks(parent: AssemblyStack, provisioning: Provisioning): ResourceProvider {
  const { environment, nested } = provisioning;
  return cloudFormationStack({
    environment,
    assets: parent.assets,
    nest({ name, template, parameters }) {
      const { stack, values } = provisionStack(
        { ...parent, name, template },
        { ...provisioning, parameters },
      );
      nested.push({ ...stack, outputs: {} });
      return values;
    },
  });
}

function make(provider: ResourceProvider, resource: ResolvedResource): Provisioned {
  assertModelled(provider, resource);
  try {
    return provider.provision(resource);
  } catch (error) {
    if (!(error instanceof InvalidPolicy)) throw error;
    throw new LocalRuntimeError(
      'InvalidPolicy',
      `a policy of '${resource.logicalId}' (${resource.type}): ${error.message}`,
      'correct the policy; what IAM does not know is never ignored here',
    );
  }
}

function inOrder(stack: AssemblyStack, scope: Scope): [string, TemplateResource][] {
  const ordered = new Map<string, TemplateResource>();
  const open = new Set<string>();
  const visit = (logicalId: string): void => {
    const resource = stack.template.Resources[logicalId];
    if (!resource || ordered.has(logicalId) || !exists(resource, scope)) return;
    if (open.has(logicalId)) {
      throw new LocalRuntimeError(
        'CircularDependency',
        `stack '${stack.name}' has a circular dependency through '${logicalId}'`,
        'break the circle, which CloudFormation refuses as well',
      );
    }
    open.add(logicalId);
    for (const dependency of dependenciesOf(resource, stack.template)) visit(dependency);
    open.delete(logicalId);
    ordered.set(logicalId, resource);
  };
  for (const logicalId of Object.keys(stack.template.Resources)) visit(logicalId);
  return [...ordered];
}

function exists({ Condition }: TemplateResource, scope: Scope): boolean {
  return Condition === undefined || scope.condition(Condition);
}

function outputsOf(
  stack: AssemblyStack,
  scope: Scope,
  exports: Map<string, unknown>,
): Record<string, unknown> {
  const outputs: Record<string, unknown> = {};
  for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
    if (output.Condition !== undefined && !scope.condition(output.Condition)) continue;
    const value = resolve(output.Value, scope);
    if (output.Export) exportValue(String(resolve(output.Export.Name, scope)), value, exports);
    outputs[name] = value;
  }
  return outputs;
}

/** As at AWS, the name of an export is that of one output. */
function exportValue(name: string, value: unknown, exports: Map<string, unknown>): void {
  if (exports.has(name)) {
    throw new LocalRuntimeError(
      'DuplicateExport',
      `two outputs are exported as '${name}'`,
      'export one of them by another name, or choose stacks by --stack',
    );
  }
  exports.set(name, value);
}

/** An output as a developer reads it. */
function shown(value: unknown, webOrigin: string, aliases: readonly string[]): unknown {
  const final = withWebOrigin(value, webOrigin, aliases);
  return typeof final === 'string' ? showPlaceholders(final) : final;
}

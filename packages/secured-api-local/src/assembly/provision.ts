import { InvalidPolicy } from '../iam/invalid-policy';
import type { Provisioned, ResolvedResource, ResourceProvider } from '../resources/provider';
import type { Environment } from '../support/environment';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { resolve, type Scope } from './intrinsics';
import { assertModelled } from './modelled-properties';
import { showPlaceholders } from './placeholder';
import type { AssemblyStack } from './read-assembly';
import { dependenciesOf } from './references';
import { skip } from './skipped-resource';
import { createStackScope } from './stack-scope';
import type { TemplateResource } from './template';
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
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: ReadonlyMap<string, Provisioned & { readonly type: string }>;
  /** Logical ids of the resources that do not matter here, by type. */
  readonly skipped: readonly { readonly logicalId: string; readonly type: string }[];
}

/**
 * Makes every resource of the stacks, each after what it depends on.
 *
 * @throws LocalRuntimeError naming the logical id of whatever is not modelled
 */
export function provision(
  stacks: readonly AssemblyStack[],
  options: ProvisionOptions,
): ProvisionedStack[] {
  assertParameters(stacks, options);
  const exports = new Map<string, unknown>();
  const aliases = distributionAliases(stacks.map(({ template }) => template));
  return stacks.map((stack) => provisionStack(stack, exports, { ...options, aliases }));
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

function provisionStack(
  stack: AssemblyStack,
  exports: Map<string, unknown>,
  options: ProvisionOptions & { readonly aliases: readonly string[] },
): ProvisionedStack {
  const { aliases, environment, parameters, providers, webOrigin } = options;
  const provisioned = new Map<string, Provisioned & { type: string }>();
  const skipped: { logicalId: string; type: string }[] = [];
  const scope = createStackScope({ stack, environment, parameters, provisioned, exports });
  const finalValue = (value: unknown): unknown =>
    withWebOrigin(resolve(value, scope), webOrigin, aliases);
  for (const [logicalId, resource] of inOrder(stack, scope)) {
    const type = resource.Type;
    const provider = providers.get(type);
    if (!provider) skipped.push({ logicalId, type });
    const made = provider
      ? make(provider, {
          stackName: stack.name,
          logicalId,
          type,
          properties: finalValue(resource.Properties ?? {}) as Record<string, unknown>,
          metadata: resource.Metadata ?? {},
        })
      : skip(logicalId, type);
    provisioned.set(logicalId, { ...made, type });
  }
  const outputs = outputsOf(stack, scope, finalValue, exports);
  return { name: stack.name, outputs, resources: provisioned, skipped };
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
  finalValue: (value: unknown) => unknown,
  exports: Map<string, unknown>,
): Record<string, unknown> {
  const outputs: Record<string, unknown> = {};
  for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
    if (output.Condition !== undefined && !scope.condition(output.Condition)) continue;
    const value = finalValue(output.Value);
    if (output.Export) exports.set(String(finalValue(output.Export.Name)), value);
    outputs[name] = typeof value === 'string' ? showPlaceholders(value) : value;
  }
  return outputs;
}

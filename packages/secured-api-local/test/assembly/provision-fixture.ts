import { type ProvisionOptions, provision } from '../../src/assembly/provision';
import type { AssemblyStack } from '../../src/assembly/read-manifest';
import type { Template } from '../../src/assembly/template';
import type { ResolvedResource, ResourceProvider } from '../../src/resources/provider';
import { ENVIRONMENT } from '../environment';

/** A type with one of each kind of property. */
export const THING = 'Test::Test::Thing';

/** A stack of that template. */
export function stackOf(template: Partial<Template>, name = 'stack'): AssemblyStack {
  return {
    name,
    region: undefined,
    template: { Resources: {}, ...template },
    assets: new Map(),
  };
}

/** Provisions stacks whose things only remember what they were made from. */
export function provisionThings(
  stacks: readonly AssemblyStack[],
  options: Partial<ProvisionOptions> = {},
) {
  const made: ResolvedResource[] = [];
  const thing: ResourceProvider = {
    type: THING,
    modelled: ['Value', 'Nested.Known', 'Open'],
    ignorable: ['Tags'],
    placeholders: ['Open'],
    provision(resource) {
      made.push(resource);
      const { logicalId } = resource;
      return { ref: `${logicalId}-ref`, attributes: { Arn: `arn:${logicalId}`, 'A.B': 'dotted' } };
    },
  };
  const provisioned = provision(stacks, {
    environment: ENVIRONMENT,
    parameters: {},
    providers: new Map([[THING, thing]]),
    webOrigin: 'http://localhost:5173',
    ...options,
  });
  return { made, provisioned };
}

/** What a value resolves to in a template that has one thing, `A`. */
export function resolved(value: unknown, template: Partial<Template> = {}, options = {}): unknown {
  const { made } = provisionThings(
    [
      stackOf({
        ...template,
        Resources: {
          A: { Type: THING },
          ...template.Resources,
          Under: { Type: THING, Properties: { Value: value } },
        },
      }),
    ],
    options,
  );
  return made.find(({ logicalId }) => logicalId === 'Under')?.properties.Value;
}

import type { App } from 'aws-cdk-lib';

interface Template {
  readonly Resources?: Record<string, { readonly DependsOn?: string | string[] }>;
  readonly Outputs?: Record<
    string,
    { readonly Value: unknown; readonly Export?: { Name: string } }
  >;
}

/**
 * The resources of an app that wait for one another, or nothing: what CloudFormation refuses.
 *
 * A stack waits for another as a whole, so what is imported stands for everything of its stack.
 */
export function dependencyCycle(app: App): string[] | undefined {
  const stacks = app.synth().stacks.map(({ stackName, template }) => ({ stackName, template }));
  const edges = new Map<string, Set<string>>();
  const exporters = new Map<string, string>();
  for (const { stackName, template } of stacks) {
    const { Outputs = {} }: Template = template;
    for (const { Export } of Object.values(Outputs)) {
      if (Export) exporters.set(Export.Name, stackName);
    }
  }
  for (const { stackName, template } of stacks) {
    const { Resources = {} }: Template = template;
    const all = new Set<string>();
    for (const [id, resource] of Object.entries(Resources)) {
      const named = [...namesIn(resource), ...[resource.DependsOn ?? []].flat()];
      const own = named.filter((name) => name in Resources).map((name) => `${stackName}/${name}`);
      const others = importsIn(resource).map((name) => exporters.get(name) ?? name);
      edges.set(`${stackName}/${id}`, new Set(own));
      for (const other of others) all.add(other);
    }
    edges.set(stackName, all);
  }
  return cycleOf(edges);
}

function cycleOf(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of edges.get(node) ?? []) {
      const found = visit(next, [...path, node]);
      if (found) return found;
    }
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const found = visit(node, []);
    if (found) return found;
  }
  return undefined;
}

/** Every object key with its value, at any depth. */
function* entriesOf(value: unknown): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    yield [key, item];
    yield* entriesOf(item);
  }
}

function namesIn(resource: object): string[] {
  return [...entriesOf(resource)].flatMap(([key, item]) => {
    if (key === 'Ref') return [String(item)];
    if (key === 'Fn::GetAtt')
      return [String(Array.isArray(item) ? item[0] : item).split('.')[0] ?? ''];
    if (key !== 'Fn::Sub') return [];
    const text = String(Array.isArray(item) ? item[0] : item);
    return [...text.matchAll(/\$\{([^}!.]+)/g)].map(([, name = '']) => name);
  });
}

function importsIn(resource: object): string[] {
  return [...entriesOf(resource)]
    .filter(([key]) => key === 'Fn::ImportValue')
    .map(([, name]) => String(name));
}

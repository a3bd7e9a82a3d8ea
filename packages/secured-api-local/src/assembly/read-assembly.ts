import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { type AssemblyStack, type ManifestStack, readManifest } from './read-manifest';
import { broken, readTemplate, SYNTHESIZE } from './read-template';

/**
 * Reads the stacks of a folder that `cdk synth` wrote, in dependency order.
 *
 * @param only - names of the stacks to take, or paths such as `Prod/Api`; by default all that belong
 * to no stage, or those of the only stage
 * @throws LocalRuntimeError when the folder is missing or broken, or has stages to choose from
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
  const stacks = readManifest(root);
  if (stacks.length === 0) {
    throw new LocalRuntimeError(
      'NoStack',
      `the assembly at '${directory}' has no stack`,
      SYNTHESIZE,
    );
  }
  const wanted = only.length > 0 ? only.map((name) => named(name, stacks)) : byDefault(stacks);
  return inOrder(stacks, wanted).map(({ name, region, templateFile, assets }) => ({
    name,
    region,
    template: readTemplate(templateFile),
    assets,
  }));
}

function named(name: string, stacks: readonly ManifestStack[]): ManifestStack {
  const [found, ...others] = stacks.filter((stack) => stack.path === name || stack.name === name);
  if (found === undefined) {
    const known = stacks.map((stack) => (stack.staged ? stack.path : stack.name));
    throw new LocalRuntimeError(
      'UnknownStack',
      `the assembly has no stack '${name}', but ${known.join(', ')}`,
      'correct --stack',
    );
  }
  if (others.length > 0) throw ambiguous(`'${name}' is the name of`, [found, ...others]);
  return found;
}

/** As the CDK's command line: stacks of stages are deployed by name only, unless there is no other. */
function byDefault(stacks: readonly ManifestStack[]): readonly ManifestStack[] {
  const top = stacks.filter(({ staged }) => !staged);
  if (top.length > 0) return top;
  const stages = new Set(stacks.map(({ path }) => path.split('/')[0]));
  if (stages.size > 1) throw ambiguous('the assembly has', stacks);
  return stacks;
}

function ambiguous(what: string, stacks: readonly ManifestStack[]): LocalRuntimeError {
  const paths = stacks.map(({ path }) => `'${path}'`).join(', ');
  return new LocalRuntimeError(
    'AmbiguousStacks',
    `${what} the stacks ${paths} of several stages`,
    'choose by --stack, with a path such as Prod/Api',
  );
}

/** The wanted stacks and whatever they depend on, dependencies first. */
function inOrder(
  stacks: readonly ManifestStack[],
  wanted: readonly ManifestStack[],
): ManifestStack[] {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const ordered = new Set<ManifestStack>();
  const open = new Set<ManifestStack>();
  const visit = (stack: ManifestStack | undefined): void => {
    if (!stack || ordered.has(stack)) return;
    if (open.has(stack)) throw broken('manifest.json', `stack '${stack.name}' depends on itself`);
    open.add(stack);
    for (const dependency of stack.dependencies) visit(byId.get(dependency));
    ordered.add(stack);
  };
  for (const stack of wanted) visit(stack);
  return [...ordered];
}

import { LocalRuntimeError } from '../support/local-runtime-error';
import { findPlaceholder, splitAround } from './placeholder';
import type { Template } from './template';

/** Where intrinsic functions find their values. */
export interface Scope {
  readonly stackName: string;
  readonly template: Template;
  /** `Ref` of a resource, parameter or pseudo parameter. */
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(name: string): unknown;
  /** Whether the named condition of the template holds. */
  condition(name: string): boolean;
}

/** `Ref: AWS::NoValue`: the property is as if it were not written. */
const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/**
 * Resolves every intrinsic function of a value.
 *
 * @throws LocalRuntimeError for a function that is not supported
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = resolveInner(value, scope);
  return resolved === NO_VALUE ? undefined : resolved;
}

function resolveInner(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolveInner(item, scope)).filter((item) => item !== NO_VALUE);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1 && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
    return call(first[0], first[1], scope);
  }
  const mixed = entries.find(([key]) => key.startsWith('Fn::'));
  if (mixed) throw malformed(`${mixed[0]} by itself`, scope);
  return Object.fromEntries(
    entries
      .map(([key, item]) => [key, resolveInner(item, scope)] as const)
      .filter(([, item]) => item !== NO_VALUE),
  );
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  const intrinsic = INTRINSICS.get(name);
  if (intrinsic) return intrinsic(argument, scope);
  throw new LocalRuntimeError(
    'UnmodelledIntrinsic',
    `the template of stack '${scope.stackName}' uses ${name}, which is not modelled`,
    'write the value out, or leave the resource out of the local stack',
  );
}

/** Says whether a condition function holds. */
export function holds(condition: unknown, scope: Scope): boolean {
  const [name, argument] = Object.entries((condition ?? {}) as Record<string, unknown>)[0] ?? [];
  const all = (): boolean[] => list(argument, scope).map((item) => holds(item, scope));
  if (name === 'Condition' && typeof argument === 'string') return scope.condition(argument);
  if (name === 'Fn::And') return all().every(Boolean);
  if (name === 'Fn::Or') return all().some(Boolean);
  if (name === 'Fn::Not') return !all()[0];
  if (name === 'Fn::Equals') {
    const sides = list(argument, scope).map((item) => resolve(item, scope));
    const [left, right] = sides.map((side) => JSON.stringify(side));
    if (left !== right) assertComparable(sides, scope);
    return left === right;
  }
  throw malformed(name ?? 'Conditions', scope);
}

/** What does not exist here has a name on AWS: it is not empty, and more cannot be told of it. */
function assertComparable(sides: readonly unknown[], scope: Scope): void {
  const found = sides
    .map((side) => (typeof side === 'string' ? findPlaceholder(side) : undefined))
    .find((name) => name !== undefined);
  if (found === undefined || sides.includes('')) return;
  throw new LocalRuntimeError(
    'PlaceholderInUse',
    `a condition of stack '${scope.stackName}' compares '${found}', which does not exist on this machine`,
    'give a literal value, or leave that resource out of the local stack',
  );
}

function list(argument: unknown, scope: Scope): unknown[] {
  if (Array.isArray(argument)) return argument;
  throw malformed('a list', scope);
}

function text(value: unknown, scope: Scope): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw malformed('a text', scope);
}

function malformed(what: string, scope: Scope): LocalRuntimeError {
  return new LocalRuntimeError(
    'MalformedTemplate',
    `the template of stack '${scope.stackName}' has no valid ${what} where it needs one`,
    'synthesize again',
  );
}

function substitute(argument: unknown, scope: Scope): string {
  const [pattern, variables = {}] = Array.isArray(argument) ? argument : [argument];
  return text(pattern, scope).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const variable = Object.hasOwn(Object(variables), name)
      ? (variables as Record<string, unknown>)[name]
      : undefined;
    if (variable !== undefined) return text(resolve(variable, scope), scope);
    const dot = name.indexOf('.');
    return text(
      dot < 0 ? scope.ref(name) : scope.getAtt(name.slice(0, dot), name.slice(dot + 1)),
      scope,
    );
  });
}

function getAtt(argument: unknown, scope: Scope): unknown {
  const [logicalId, ...attribute] = Array.isArray(argument)
    ? argument
    : text(argument, scope).split('.');
  return scope.getAtt(
    text(logicalId, scope),
    attribute.map((part) => text(resolve(part, scope), scope)).join('.'),
  );
}

function choose(argument: unknown, scope: Scope): unknown {
  const [name, whenTrue, whenFalse] = list(argument, scope);
  return resolveInner(scope.condition(text(name, scope)) ? whenTrue : whenFalse, scope);
}

function findInMap(argument: unknown, scope: Scope): unknown {
  const [map, first, second] = list(argument, scope).map((item) =>
    text(resolve(item, scope), scope),
  );
  const found = scope.template.Mappings?.[map ?? '']?.[first ?? '']?.[second ?? ''];
  if (found === undefined) throw malformed(`mapping '${map}.${first}.${second}'`, scope);
  return found;
}

const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  [
    'Ref',
    (argument, scope) =>
      argument === 'AWS::NoValue' ? NO_VALUE : scope.ref(text(argument, scope)),
  ],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', substitute],
  [
    'Fn::Join',
    (argument, scope) => {
      const [separator, items] = list(argument, scope);
      return list(resolve(items, scope), scope)
        .map((item) => text(item, scope))
        .join(text(separator, scope));
    },
  ],
  [
    'Fn::Select',
    (argument, scope) => {
      const [index, items] = list(argument, scope);
      const resolved = list(resolve(items, scope), scope);
      // A placeholder has no parts: whichever is chosen, it is the placeholder.
      const chosen =
        resolved[Number(resolve(index, scope))] ??
        resolved.find((item) => typeof item === 'string' && findPlaceholder(item) !== undefined);
      if (chosen === undefined) throw malformed(`item ${JSON.stringify(index)} of a list`, scope);
      return chosen;
    },
  ],
  [
    'Fn::Split',
    (argument, scope) => {
      const [separator, value] = list(argument, scope);
      return splitAround(text(resolve(value, scope), scope), text(separator, scope));
    },
  ],
  ['Fn::If', choose],
  ['Fn::FindInMap', findInMap],
  [
    'Fn::ImportValue',
    (argument, scope) => scope.importValue(text(resolve(argument, scope), scope)),
  ],
  [
    'Fn::Base64',
    (argument, scope) => {
      const plain = text(resolve(argument, scope), scope);
      // Encoded, a placeholder could not be seen any more.
      if (findPlaceholder(plain) !== undefined) throw malformed('a text of known value', scope);
      return Buffer.from(plain, 'utf8').toString('base64');
    },
  ],
]);

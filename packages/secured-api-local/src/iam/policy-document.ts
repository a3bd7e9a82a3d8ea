import { type Condition, parseConditions } from './condition';
import { InvalidPolicy } from './invalid-policy';

/** Who a trust or resource policy speaks of: principal type, such as `Federated`, to values. */
export type Principals = '*' | Readonly<Record<string, readonly string[]>>;

/** A statement with every element read and none left over. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: { readonly patterns: readonly string[]; readonly not: boolean };
  /** Absent in trust policies, which speak of the role that carries them. */
  readonly resources: { readonly patterns: readonly string[]; readonly not: boolean } | undefined;
  readonly principals: Principals | undefined;
  readonly conditions: readonly Condition[];
}

/** Whose policy it is: an identity's, a role's trust, or that of a resource such as a key. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

/** A policy as the evaluator reads it. */
export interface PolicyDocument {
  /** Policy variables have a meaning: version 2012-10-17. */
  readonly variables: boolean;
  readonly statements: readonly Statement[];
}

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'Condition',
]);

/**
 * Reads a policy document.
 *
 * @param kind - `identity` needs resources and refuses principals, `trust` is the opposite, and
 *   `resource` needs both
 * @throws InvalidPolicy for whatever it does not know, so that nothing is silently ignored
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function parsePolicy(document: unknown, kind: PolicyKind): PolicyDocument {
  const { Version, Statement: statements, Id, ...rest } = asRecord(document, 'the document');
  void Id;
  refuseUnknown(Object.keys(rest), 'the document');
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    throw new InvalidPolicy(`Version must be 2012-10-17 or 2008-10-17, not '${String(Version)}'`);
  }
  const list = Array.isArray(statements) ? statements : [statements];
  return {
    variables: Version === '2012-10-17',
    statements: list.map((statement) => parseStatement(statement, kind)),
  };
}

function parseStatement(input: unknown, kind: PolicyKind): Statement {
  const statement = asRecord(input, 'a Statement');
  refuseUnknown(
    Object.keys(statement).filter((key) => !ELEMENTS.has(key)),
    'a Statement',
  );
  const { Sid, Effect, Principal } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    throw new InvalidPolicy('Effect must be Allow or Deny');
  }
  const actions = oneOf(statement, 'Action', 'NotAction');
  if (!actions) throw new InvalidPolicy('a Statement needs Action or NotAction');
  const resources = oneOf(statement, 'Resource', 'NotResource');
  if ((resources !== undefined) !== (kind !== 'trust')) {
    throw new InvalidPolicy(`a ${kind} policy ${resources ? 'has no' : 'needs a'} Resource`);
  }
  if ((Principal !== undefined) !== (kind !== 'identity')) {
    throw new InvalidPolicy(`a ${kind} policy ${Principal ? 'has no' : 'needs a'} Principal`);
  }
  return {
    sid: typeof Sid === 'string' ? Sid : undefined,
    effect: Effect,
    actions,
    resources,
    principals: Principal === undefined ? undefined : parsePrincipals(Principal),
    conditions: parseConditions(statement.Condition),
  };
}

const PRINCIPAL_TYPES = new Set(['AWS', 'CanonicalUser', 'Federated', 'Service']);

/** `*` and `{ AWS: '*' }` are everyone; a wildcard is nothing under any other type. */
function parsePrincipals(principal: unknown): Principals {
  if (principal === '*') return '*';
  const entries = Object.entries(asRecord(principal, 'Principal')).map(([type, values]) => {
    if (!PRINCIPAL_TYPES.has(type)) {
      throw new InvalidPolicy(`Principal has an unknown type '${type}'`);
    }
    const names = toStrings(values, `Principal.${type}`);
    if (type !== 'AWS' && names.some((name) => name.includes('*'))) {
      throw new InvalidPolicy(`Principal.${type} takes no wildcard`);
    }
    return [type, names] as const;
  });
  if (entries.some(([type, names]) => type === 'AWS' && names.includes('*'))) return '*';
  return Object.fromEntries(entries);
}

function oneOf(
  statement: Record<string, unknown>,
  name: string,
  negatedName: string,
): Statement['actions'] | undefined {
  const not = statement[name] === undefined;
  const values = not ? statement[negatedName] : statement[name];
  if (!not && statement[negatedName] !== undefined) {
    throw new InvalidPolicy(`a Statement has ${name} or ${negatedName}, not both`);
  }
  return values === undefined ? undefined : { patterns: toStrings(values, name), not };
}

function toStrings(value: unknown, name: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new InvalidPolicy(`${name} is an empty list`);
  return list.map((item) => {
    if (typeof item !== 'string') throw new InvalidPolicy(`${name} must hold strings`);
    return item;
  });
}

function asRecord(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidPolicy(`${name} must be an object`);
  }
  return value as Record<string, unknown>;
}

function refuseUnknown(keys: readonly string[], place: string): void {
  if (keys.length > 0) throw new InvalidPolicy(`${place} has an unknown element '${keys[0]}'`);
}

import { isComparable, OPERATORS, type Operator } from './condition-operator';
import { InvalidPolicy } from './invalid-policy';
import type { PatternScope } from './pattern';

type Quantifier = 'single' | 'forAnyValue' | 'forAllValues';

/** One key of a Condition block: the operator, how it counts values, and the policy's values. */
export interface Condition {
  readonly key: string;
  readonly values: readonly string[];
  readonly test:
    | { readonly kind: 'null' }
    | {
        readonly kind: 'compare';
        readonly operator: Operator;
        readonly quantifier: Quantifier;
        readonly ifExists: boolean;
      };
}

/**
 * Reads a Condition block.
 *
 * @throws InvalidPolicy for an operator that IAM does not have, or a value that it cannot compare
 */
export function parseConditions(block: unknown): Condition[] {
  if (block === undefined) return [];
  if (typeof block !== 'object' || block === null || Array.isArray(block)) {
    throw new InvalidPolicy('Condition must be an object of operators');
  }
  return Object.entries(block).flatMap(([operator, keys]) => {
    const test = parseOperator(operator);
    if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) {
      throw new InvalidPolicy(`Condition.${operator} must be an object of condition keys`);
    }
    return Object.entries(keys).map(([key, given]) => {
      const values = toValues(given);
      assertComparable(operator, values);
      return { key, test, values };
    });
  });
}

function parseOperator(name: string): Condition['test'] {
  const match = /^(?:(ForAnyValue|ForAllValues):)?(.+?)(IfExists)?$/i.exec(name);
  const base = (match?.[2] ?? '').toLowerCase();
  const set = match?.[1]?.toLowerCase();
  if (base === 'null' && !set && !match?.[3]) return { kind: 'null' };
  const operator = OPERATORS.get(base);
  if (!operator) throw new InvalidPolicy(`Condition operator '${name}' is not one of IAM's`);
  return {
    kind: 'compare',
    operator,
    quantifier: set === 'foranyvalue' ? 'forAnyValue' : set ? 'forAllValues' : 'single',
    ifExists: match?.[3] !== undefined,
  };
}

function assertComparable(operator: string, values: readonly string[]): void {
  const name = operator.replace(/^.*:|IfExists$/gi, '').toLowerCase();
  const unknown = values.find((value) => !isComparable(name, value));
  if (unknown !== undefined) {
    throw new InvalidPolicy(`Condition.${operator} cannot compare with '${unknown}'`);
  }
}

function toValues(values: unknown): string[] {
  const list: unknown[] = Array.isArray(values) ? values : [values];
  if (list.length === 0) throw new InvalidPolicy('a Condition key has an empty list of values');
  return list.map((value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new InvalidPolicy('a Condition value must be a string, number or boolean');
  });
}

/**
 * Says whether a condition holds.
 *
 * @param closed - the answer where IAM's is not established: a key with several values under an
 * operator without quantifier. `false` for an Allow and `true` for a Deny, so that both refuse.
 */
export function holds(condition: Condition, scope: PatternScope, closed: boolean): boolean {
  const present = scope.context.all(condition.key);
  if (condition.test.kind === 'null') {
    return condition.values.some((value) => (value.toLowerCase() === 'true') === !present);
  }
  const { operator, quantifier, ifExists } = condition.test;
  if (!present) return ifExists || missingKey(operator, quantifier);
  const fits = (value: string): boolean =>
    condition.values.some((expected) => operator.compare(expected, value, scope)) !==
    operator.negated;
  if (quantifier === 'forAnyValue') return present.some(fits);
  if (quantifier === 'forAllValues') return present.every(fits);
  return present.length === 1 ? present.every(fits) : closed;
}

/** A missing key satisfies negated operators and `ForAllValues`, never `ForAnyValue`. */
function missingKey(operator: Operator, quantifier: Quantifier): boolean {
  if (quantifier === 'forAllValues') return true;
  return quantifier === 'single' && operator.negated;
}

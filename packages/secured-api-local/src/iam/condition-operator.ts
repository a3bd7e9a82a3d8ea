import { BlockList, isIP } from 'node:net';
import { matchesArn } from './arn';
import { expand, matchesPattern, type PatternScope } from './pattern';

/** Says whether one value of the request fits one value of the policy. */
export type Comparison = (policyValue: string, value: string, scope: PatternScope) => boolean;

/** A condition operator without its quantifier and `IfExists`. */
export interface Operator {
  readonly compare: Comparison;
  /** `...NotEquals` and the like: holds when no policy value fits. */
  readonly negated: boolean;
}

const text =
  (same: (a: string, b: string) => boolean): Comparison =>
  (policyValue, value, scope) => {
    const expected = expand(policyValue, scope);
    return expected !== undefined && same(expected, value);
  };

const number =
  (holds: (value: number, expected: number) => boolean): Comparison =>
  (policyValue, value, scope) => {
    const expected = Number(expand(policyValue, scope));
    const actual = Number(value);
    return Number.isFinite(expected) && Number.isFinite(actual) && holds(actual, expected);
  };

/** ISO 8601, or seconds since the epoch. */
const toTime = (value: string): number =>
  /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value);

const date = (holds: (value: number, expected: number) => boolean): Comparison =>
  ((policyValue, value, scope) => {
    const expected = toTime(expand(policyValue, scope) ?? '');
    const actual = toTime(value);
    return Number.isFinite(expected) && Number.isFinite(actual) && holds(actual, expected);
  }) satisfies Comparison;

/** An address with an optional prefix length, such as `10.0.0.0/8`. */
function toNetwork(text: string): BlockList | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (isIP(address) === 0 || rest.length > 0 || length < 0 || length > bits) return undefined;
  const network = new BlockList();
  network.addSubnet(address, length, bits === 128 ? 'ipv6' : 'ipv4');
  return network;
}

const inNetwork: Comparison = (policyValue, value) =>
  isIP(value) !== 0 &&
  (toNetwork(policyValue)?.check(value, isIP(value) === 6 ? 'ipv6' : 'ipv4') ?? false);

const caseless = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const is = (compare: Comparison): Operator => ({ compare, negated: false });
const isNot = (compare: Comparison): Operator => ({ compare, negated: true });
const equal = text((a, b) => a === b);

/**
 * Every condition operator of IAM but `Null`, by its name in lower case.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['stringequals', is(equal)],
  ['stringnotequals', isNot(equal)],
  ['stringequalsignorecase', is(text(caseless))],
  ['stringnotequalsignorecase', isNot(text(caseless))],
  ['stringlike', is(matchesPattern)],
  ['stringnotlike', isNot(matchesPattern)],
  ['numericequals', is(number((a, b) => a === b))],
  ['numericnotequals', isNot(number((a, b) => a === b))],
  ['numericlessthan', is(number((a, b) => a < b))],
  ['numericlessthanequals', is(number((a, b) => a <= b))],
  ['numericgreaterthan', is(number((a, b) => a > b))],
  ['numericgreaterthanequals', is(number((a, b) => a >= b))],
  ['dateequals', is(date((a, b) => a === b))],
  ['datenotequals', isNot(date((a, b) => a === b))],
  ['datelessthan', is(date((a, b) => a < b))],
  ['datelessthanequals', is(date((a, b) => a <= b))],
  ['dategreaterthan', is(date((a, b) => a > b))],
  ['dategreaterthanequals', is(date((a, b) => a >= b))],
  ['bool', is(text(caseless))],
  ['binaryequals', is(equal)],
  ['ipaddress', is(inNetwork)],
  ['notipaddress', isNot(inNetwork)],
  ['arnequals', is(matchesArn)],
  ['arnlike', is(matchesArn)],
  ['arnnotequals', isNot(matchesArn)],
  ['arnnotlike', isNot(matchesArn)],
]);

/**
 * Says whether an operator, by its name in lower case, can compare with a policy's value at all.
 * What a variable holds is known only with the request.
 */
export function isComparable(operator: string, value: string): boolean {
  if (operator.endsWith('ipaddress')) return toNetwork(value) !== undefined;
  if (value.includes('${')) return true;
  if (operator.startsWith('numeric')) return value.trim() !== '' && Number.isFinite(Number(value));
  if (operator.startsWith('date')) return Number.isFinite(toTime(value));
  return (operator !== 'bool' && operator !== 'null') || /^(true|false)$/i.test(value);
}

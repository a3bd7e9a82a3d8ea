import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/iam/context';
import { evaluate } from '../../src/iam/evaluate';
import { parsePolicy } from '../../src/iam/policy-document';

function decide(effect: 'Allow' | 'Deny', Condition: object, context: Context): boolean {
  const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };
  const Statement = effect === 'Allow' ? [] : [allowAll];
  const document = parsePolicy(
    {
      Version: '2012-10-17',
      Statement: [...Statement, { ...allowAll, Effect: effect, Condition }],
    },
    'identity',
  );
  const request = { action: 'a:b', resource: 'arn:aws:a:::r', context };
  return evaluate(request, { identity: [{ name: 'p', document }] }).allowed;
}

const holds = (Condition: object, context: Context = {}) => decide('Allow', Condition, context);

describe('operators', () => {
  test.each<[string, object, Context, boolean]>([
    ['StringEquals', { k: ['a', 'b'] }, { k: 'b' }, true],
    ['StringEquals', { k: 'a' }, { k: 'A' }, false],
    ['StringEquals', { k: 'a*' }, { k: 'ab' }, false],
    ['StringNotEquals', { k: ['a', 'b'] }, { k: 'b' }, false],
    ['StringNotEquals', { k: ['a', 'b'] }, { k: 'c' }, true],
    ['StringEqualsIgnoreCase', { k: 'a' }, { k: 'A' }, true],
    ['StringLike', { k: 'a*' }, { k: 'abc' }, true],
    ['StringNotLike', { k: 'a*' }, { k: 'abc' }, false],
    ['NumericLessThan', { k: '5' }, { k: '4' }, true],
    ['NumericLessThan', { k: '5' }, { k: 'x' }, false],
    ['DateGreaterThan', { k: '2026-01-01T00:00:00Z' }, { k: '2026-06-01T00:00:00Z' }, true],
    ['DateLessThan', { k: '2026-01-01T00:00:00Z' }, { k: '1893456000' }, false],
    ['Bool', { k: true }, { k: 'true' }, true],
    ['IpAddress', { k: '10.0.0.0/8' }, { k: '10.1.2.3' }, true],
    ['IpAddress', { k: '10.0.0.0/8' }, { k: '11.1.2.3' }, false],
    ['NotIpAddress', { k: '::1' }, { k: '::1' }, false],
    ['ArnLike', { k: 'arn:aws:s3:::a*' }, { k: 'arn:aws:s3:::abc' }, true],
    ['ArnNotLike', { k: 'arn:aws:s3:::a*' }, { k: 'arn:aws:s3:::abc' }, false],
    ['Null', { k: 'true' }, {}, true],
    ['Null', { k: 'false' }, {}, false],
    ['Null', { k: 'false' }, { k: 'x' }, true],
  ])('%s %j with %j holds: %s', (operator, keys, context, expected) => {
    expect(holds({ [operator]: keys }, context)).toBe(expected);
  });

  test('find keys in any case', () => {
    expect(holds({ StringEquals: { 'AWS:SourceIp': 'x' } }, { 'aws:sourceip': 'x' })).toBe(true);
  });

  test('need every key of every operator', () => {
    const both = { StringEquals: { a: '1', b: '2' } };

    expect(holds(both, { a: '1' })).toBe(false);
    expect(holds(both, { a: '1', b: '2' })).toBe(true);
  });
});

describe('a missing key', () => {
  test.each([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['StringEqualsIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
  ])('under %s holds: %s', (operator, expected) => {
    expect(holds({ [operator]: { k: 'a' } })).toBe(expected);
  });
});

describe('a key with several values', () => {
  const amr = { k: ['authenticated', 'pool'] };

  test.each([
    ['ForAnyValue:StringLike', 'auth*', true],
    ['ForAnyValue:StringLike', 'unauth*', false],
    ['ForAllValues:StringLike', 'auth*', false],
    ['ForAllValues:StringLike', '*', true],
  ])('under %s %s holds: %s', (operator, value, expected) => {
    expect(holds({ [operator]: { k: value } }, amr)).toBe(expected);
  });

  test('fails closed without a quantifier, in an allow and in a deny', () => {
    const Condition = { StringEquals: { k: 'authenticated' } };

    expect(decide('Allow', Condition, amr)).toBe(false);
    expect(decide('Deny', Condition, amr)).toBe(false);
  });
});

test.each<[string, string]>([
  ['IpAddress', '10.0.0.0/33'],
  ['IpAddress', '10.0.0.0/x'],
  ['IpAddress', '10.0.0.0/8/8'],
  ['NotIpAddress', 'anywhere'],
  ['NumericLessThan', 'few'],
  ['NumericNotEquals', ''],
  ['DateGreaterThanIfExists', 'tomorrow'],
  ['ForAnyValue:Bool', 'yes'],
])('fails for %s %j: nothing compares with it', (operator, value) => {
  expect(() => holds({ [operator]: { k: value } })).toThrow(/cannot compare with/);
});

test.each<[string, object, Context, boolean]>([
  ['NumericEquals', { k: 5 }, { k: '5.0' }, true],
  ['NumericNotEquals', { k: 5 }, { k: '6' }, true],
  ['NumericLessThanEquals', { k: 5 }, { k: '5' }, true],
  ['NumericGreaterThan', { k: 5 }, { k: '5' }, false],
  ['NumericGreaterThanEquals', { k: 5 }, { k: '5' }, true],
  ['DateEquals', { k: '2026-01-01T00:00:00Z' }, { k: '1767225600' }, true],
  ['DateNotEquals', { k: '2026-01-01T00:00:00Z' }, { k: '1767225600' }, false],
  ['DateLessThanEquals', { k: '2026-01-01T00:00:00Z' }, { k: '1767225600' }, true],
  ['DateGreaterThanEquals', { k: '2026-01-01T00:00:00Z' }, { k: '1767225599' }, false],
  ['StringNotEqualsIgnoreCase', { k: 'a' }, { k: 'A' }, false],
  ['BinaryEquals', { k: 'YQ==' }, { k: 'YQ==' }, true],
  ['IpAddress', { k: '2001:db8::/32' }, { k: '2001:db8::1' }, true],
  ['IpAddress', { k: '2001:db8::/32' }, { k: '127.0.0.1' }, false],
  ['IpAddress', { k: '127.0.0.1' }, { k: 'localhost' }, false],
  ['ArnNotLike', { k: 'arn:aws:s3:::a*' }, { k: 'arn:aws:s3:::abc' }, false],
  ['ArnNotEquals', { k: 'arn:aws:s3:::a' }, { k: 'arn:aws:s3:::b' }, true],
  ['ArnEquals', { k: 'arn:aws:s3:::a' }, { k: 'no arn' }, false],
])('%s %j of %j is %j', (operator, keys, context, expected) => {
  expect(holds({ [operator]: keys }, context)).toBe(expected);
});

test.each<[string, unknown]>([
  ['a list of operators', []],
  ['an operator without keys', { StringEquals: 'a' }],
  ['a value that is an object', { StringEquals: { k: {} } }],
  ['an operator that IAM does not have', { StringMatches: { k: 'a' } }],
])('fails for %s', (_, condition) => {
  expect(() => decide('Allow', condition as object, {})).toThrow(/Condition/);
});

import { describe, expect, test } from 'vitest';
import type { SchemaAttribute } from '../../../src/cognito-idp/pool/user-pool-settings';
import { assertAttributes } from '../../../src/cognito-idp/users/user-attributes';
import { createFixture } from '../user-pool-fixture';

function check(name: string, value: string, schema: Partial<SchemaAttribute> = {}): void {
  const [pool] = createFixture({
    pool: { schema: [{ name, type: 'String', required: false, mutable: true, ...schema }] },
  }).userPools.pools();
  if (pool !== undefined) assertAttributes({ [name]: value }, pool);
}

describe('a value of an attribute', () => {
  test.each<[string, string, Partial<SchemaAttribute>]>([
    ['custom:team', 'red', { minLength: 3, maxLength: 3 }],
    ['custom:team', '', { minLength: 3 }],
    ['custom:level', '-7', { type: 'Number' }],
    ['custom:level', '9', { type: 'Number', minValue: 1, maxValue: 9 }],
    ['custom:admin', 'false', { type: 'Boolean' }],
    ['email', 'fixture@example.com', {}],
    ['phone_number', '+15555555555', {}],
  ])('%s = %j is taken by %j', (name, value, schema) => {
    expect(() => check(name, value, schema)).not.toThrow();
  });

  test.each<[string, string, Partial<SchemaAttribute>]>([
    ['custom:team', 're', { minLength: 3 }],
    ['custom:team', 'blue', { maxLength: 3 }],
    ['custom:level', 'one', { type: 'Number' }],
    ['custom:level', '1e3', { type: 'Number' }],
    ['custom:level', '0', { type: 'Number', minValue: 1 }],
    ['custom:level', '10', { type: 'Number', maxValue: 9 }],
    ['custom:admin', 'yes', { type: 'Boolean' }],
    ['email', 'a@b@example.com', {}],
    ['email', 'a@example.com\nb', {}],
    ['phone_number', '5555555555', {}],
    ['phone_number', '+1555555555555555', {}],
    ['sub', 'other', {}],
  ])('fails for %s = %j under %j', (name, value, schema) => {
    expect(() => check(name, value, schema)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    );
  });

  test('fails where the schema has no such attribute', () => {
    const [pool] = createFixture().userPools.pools();

    expect(() => pool && assertAttributes({ 'custom:none': 'x' }, pool)).toThrow(
      'Type for attribute {custom:none} could not be determined',
    );
  });
});

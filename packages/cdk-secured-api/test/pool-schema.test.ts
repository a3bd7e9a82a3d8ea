import { BooleanAttribute, NumberAttribute, StringAttribute } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import { poolOf } from './fixtures';

function customAttributes(count: number) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`a${index}`, new StringAttribute()]),
  );
}

describe('the schema of a user pool', () => {
  test('is absent where nothing differs from what every pool has', () => {
    const pool = poolOf({ standardAttributes: { email: { required: false, mutable: true } } });

    expect(pool.Schema).toBeUndefined();
  });

  test('holds what is required or never changes', () => {
    const pool = poolOf({
      standardAttributes: {
        birthdate: { mutable: false },
        fullname: { required: true },
        nickname: {},
      },
    });

    expect(pool.Schema).toEqual([
      { Name: 'birthdate', Mutable: false, Required: false },
      { Name: 'name', Mutable: true, Required: true },
    ]);
  });

  test('writes out whether a custom attribute may change', () => {
    const pool = poolOf({
      customAttributes: {
        tenant: new StringAttribute({ maxLen: 36 }),
        visits: new NumberAttribute({ min: 1, mutable: true }),
        staff: new BooleanAttribute(),
      },
    });

    expect(pool.Schema).toEqual([
      {
        Name: 'tenant',
        AttributeDataType: 'String',
        Mutable: false,
        StringAttributeConstraints: { MaxLength: '36' },
      },
      {
        Name: 'visits',
        AttributeDataType: 'Number',
        Mutable: true,
        NumberAttributeConstraints: { MinValue: '1' },
      },
      { Name: 'staff', AttributeDataType: 'Boolean', Mutable: false },
    ]);
  });

  test('fails for an alias that every user must have', () => {
    expect(() =>
      poolOf({
        signInAliases: { username: true, preferredUsername: true },
        standardAttributes: { preferredUsername: { required: true } },
      }),
    ).toThrow(
      'AliasRequired: standardAttributes.preferredUsername is required and ' +
        'signInAliases.preferredUsername is on, an alias that users set only after they confirmed: ' +
        'take one of the two [Stack/Auth]',
    );
  });

  test.each(['', 'custom:tenant', 'two words', 'a'.repeat(21)])(
    "fails for a custom attribute named '%s'",
    (name) => {
      expect(() => poolOf({ customAttributes: { [name]: new StringAttribute() } })).toThrow(
        `AttributeNameMalformed: customAttributes holds '${name}', write 1 to 20 characters ` +
          "without space or colon: AWS puts 'custom:' before it [Stack/Auth]",
      );
    },
  );

  test('takes 50 custom attributes and fails for one more', () => {
    expect(poolOf({ customAttributes: customAttributes(50) }).Schema).toHaveLength(50);
    expect(() => poolOf({ customAttributes: customAttributes(51) })).toThrow(
      'TooManyAttributes: customAttributes holds 51, Cognito takes 50 [Stack/Auth]',
    );
  });
});

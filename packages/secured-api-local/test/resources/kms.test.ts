import { describe, expect, test } from 'vitest';
import { assertModelled } from '../../src/assembly/modelled-properties';
import { findPlaceholder, placeholder } from '../../src/assembly/placeholder';
import { createKeys } from '../../src/kms/keys';
import { kmsAlias } from '../../src/resources/kms-alias';
import { kmsKey } from '../../src/resources/kms-key';
import { createMemoryStore } from '../../src/state/memory-store';
import { createClock } from '../../src/support/clock';
import { createRandom } from '../../src/support/random';
import { ENVIRONMENT } from '../environment';

function createKms(store = createMemoryStore()) {
  const foundation = {
    environment: ENVIRONMENT,
    clock: createClock(),
    random: createRandom(),
    store,
  };
  const keys = createKeys(foundation);
  const providers = { Key: kmsKey(keys, foundation), Alias: kmsAlias(keys) };
  const make = (type: keyof typeof providers, properties: Record<string, unknown> = {}) => {
    const provider = providers[type];
    const names = { stackName: 'Stack', logicalId: type, type: provider.type };
    const resource = { ...names, properties, metadata: {} };
    assertModelled(provider, resource);
    return provider.provision(resource);
  };
  return { keys, make };
}

describe('AWS::KMS::Key', () => {
  test('has an id that a restart keeps, and an ARN', () => {
    const store = createMemoryStore();
    const { make } = createKms(store);

    const { ref, attributes } = make('Key');

    expect(attributes).toEqual({
      Arn: `arn:aws:kms:us-east-1:111122223333:key/${ref}`,
      KeyId: ref,
    });
    expect(createKms(store).make('Key').ref).toBe(ref);
  });

  test('without properties is enabled, and the account’s', () => {
    const { keys, make } = createKms();

    const { ref } = make('Key');

    expect(keys.find(ref)).toMatchObject({
      description: '',
      enabled: true,
      isMultiRegion: false,
      tags: {},
      policy: {
        statements: [{ effect: 'Allow', principals: { AWS: ['arn:aws:iam::111122223333:root'] } }],
      },
    });
  });

  test('is as its properties say', () => {
    const { keys, make } = createKms();

    const { ref } = make('Key', {
      Description: 'codes',
      Enabled: false,
      MultiRegion: true,
      Tags: [{ Key: 'team', Value: 'auth' }],
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      Origin: 'AWS_KMS',
      EnableKeyRotation: true,
      PendingWindowInDays: 7,
      KeyPolicy: { Version: '2012-10-17', Statement: [] },
    });

    expect(ref).toMatch(/^mrk-[0-9a-f]{32}$/);
    expect(keys.find(ref)).toMatchObject({
      description: 'codes',
      enabled: false,
      isMultiRegion: true,
      tags: { team: 'auth' },
      policy: { statements: [] },
    });
  });

  test.each([
    { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' },
    { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
    { Origin: 'EXTERNAL' },
  ])('of another kind is skipped: %j', (properties) => {
    const { make } = createKms();

    const { ref, attributes, skipped } = make('Key', properties);

    expect(findPlaceholder(ref)).toBe('Key.Ref');
    expect(findPlaceholder(String(attributes.Arn))).toBe('Key.Arn');
    expect(skipped).toEqual(['AWS::KMS::Key']);
  });

  test.each([
    ['names what is not here', { Deny: placeholder('Table', 'Arn') }],
    ['is not a policy', { nonsense: true }],
  ])(
    'with a policy that %s does not stop the start',
    (_, { Deny, ...rest }: Record<string, unknown>) => {
      const { keys, make } = createKms();
      const statement = { Effect: 'Deny', Principal: '*', Action: '*', Resource: Deny };

      const { ref } = make('Key', {
        KeyPolicy: { Version: '2012-10-17', Statement: [statement], ...rest },
      });

      expect(keys.find(ref)?.policy).toEqual({ unreadable: expect.any(String) });
    },
  );
});

describe('AWS::KMS::Alias', () => {
  test('is another name of its key', () => {
    const { keys, make } = createKms();
    const { ref, attributes } = make('Key');

    const alias = make('Alias', { AliasName: 'alias/codes', TargetKeyId: attributes.Arn });

    expect(alias.ref).toBe('alias/codes');
    expect(keys.find('alias/codes')?.id).toBe(ref);
    expect(keys.find('alias/other')).toBeUndefined();
  });

  test('of a key that is not here names none', () => {
    const { keys, make } = createKms();

    make('Alias', { AliasName: 'alias/codes', TargetKeyId: placeholder('Other', 'Arn') });

    expect(keys.find('alias/codes')).toBeUndefined();
  });

  test.each(['codes', 'alias/aws/s3', 'alias/'])("fails for the name '%s'", (AliasName) => {
    const { make } = createKms();

    expect(() => make('Alias', { AliasName, TargetKeyId: 'x' })).toThrow(/AliasName/);
  });
});

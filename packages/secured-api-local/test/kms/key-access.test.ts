import { describe, expect, test } from 'vitest';
import { placeholder } from '../../src/assembly/placeholder';
import {
  ACCOUNT_ARN,
  createKmsFixture,
  KEY_ARN,
  KEY_ID,
  keyOf,
  keyStatement,
  SECRET,
} from './kms-fixture';

const ROLE_ARN = 'arn:aws:iam::111122223333:role/Sender';
const SESSION_ARN = 'arn:aws:sts::111122223333:assumed-role/Sender/fn';
const ACCOUNT = keyStatement('Allow', { AWS: ACCOUNT_ARN });
const POOL = { 'userpool-id': 'us-east-1_AbCdEf123' };

const allowed = (change: object = {}) => [
  { Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY_ARN, ...change },
];

/** What a role with these statements gets for decrypting under a key with those. */
async function decrypt(
  statements: readonly object[],
  allows: readonly object[],
  EncryptionContext: object = POOL,
): Promise<string> {
  const { assume, call, keys } = createKmsFixture([keyOf(statements)]);
  const key = keys.find(KEY_ID) ?? keyOf();
  const blob = keys.encrypt(key, Buffer.from(SECRET, 'base64'), { ...EncryptionContext });
  const credentials = assume('Sender', allows);
  const input = { CiphertextBlob: blob.toString('base64'), EncryptionContext };
  return (await call('Decrypt', input, credentials)).error;
}

describe('a key whose policy leaves the decision to the account', () => {
  test('is for whom an identity policy allows it', async () => {
    expect(await decrypt([ACCOUNT], allowed())).toBe('none');
    expect(await decrypt([ACCOUNT], [])).toBe('AccessDeniedException');
    expect(await decrypt([ACCOUNT], allowed({ Action: 'kms:Encrypt' }))).toBe(
      'AccessDeniedException',
    );
    expect(await decrypt([ACCOUNT], allowed({ Resource: `${KEY_ARN}x` }))).toBe(
      'AccessDeniedException',
    );
  });

  test('takes the account by its number as well', async () => {
    const statement = keyStatement('Allow', { AWS: '111122223333' });

    expect(await decrypt([statement], allowed())).toBe('none');
  });

  test('leaves no more to it than the actions that it names', async () => {
    const statement = keyStatement('Allow', { AWS: ACCOUNT_ARN }, { Action: 'kms:Describe*' });

    expect(await decrypt([statement], allowed())).toBe('AccessDeniedException');
  });
});

describe('a key whose policy names', () => {
  test.each([
    ['the role', { AWS: ROLE_ARN }],
    ['the session', { AWS: [SESSION_ARN] }],
    ['everybody', '*'],
    ['everybody of AWS', { AWS: '*' }],
  ])('%s needs no identity policy', async (_, principal) => {
    expect(await decrypt([keyStatement('Allow', principal)], [])).toBe('none');
  });

  test.each([
    ['another role', { AWS: `${ROLE_ARN}2` }],
    ['another account', { AWS: 'arn:aws:iam::444455556666:root' }],
    ['a service', { Service: 'lambda.amazonaws.com' }],
    ['roles by a pattern', { AWS: 'arn:aws:iam::111122223333:role/*' }],
  ])('%s alone is for nobody else, whatever identity policies say', async (_, principal) => {
    const error = await decrypt([keyStatement('Allow', principal)], allowed());

    expect(error).toBe('AccessDeniedException');
  });
});

describe('a Deny', () => {
  test.each([
    ['the role', { AWS: ROLE_ARN }],
    ['the session', { AWS: SESSION_ARN }],
    ['the account', { AWS: ACCOUNT_ARN }],
    ['everybody', '*'],
  ])('of the key to %s wins over every allow', async (_, principal) => {
    const direct = keyStatement('Allow', { AWS: ROLE_ARN });
    const denied = keyStatement('Deny', principal, { Action: 'kms:Decrypt' });

    expect(await decrypt([ACCOUNT, direct, denied], allowed())).toBe('AccessDeniedException');
  });

  test('of the role wins over the key', async () => {
    const direct = keyStatement('Allow', { AWS: ROLE_ARN });

    expect(await decrypt([direct], allowed({ Effect: 'Deny' }))).toBe('AccessDeniedException');
  });

  test('to another role says nothing of this one', async () => {
    const denied = keyStatement('Deny', { AWS: `${ROLE_ARN}2` });

    expect(await decrypt([ACCOUNT, denied], allowed())).toBe('none');
  });
});

describe('condition keys', () => {
  const when = (operator: string, keys: object) => ({ Condition: { [operator]: keys } });

  test.each([
    [
      'the encryption context',
      'StringEquals',
      { 'kms:EncryptionContext:userpool-id': POOL['userpool-id'] },
    ],
    ['its names', 'ForAllValues:StringEquals', { 'kms:EncryptionContextKeys': ['userpool-id'] }],
    ['the account', 'StringEquals', { 'kms:CallerAccount': '111122223333' }],
    ['the algorithm', 'StringEquals', { 'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT' }],
    [
      'what the key is',
      'StringEquals',
      { 'kms:KeySpec': 'SYMMETRIC_DEFAULT', 'kms:MultiRegion': 'false' },
    ],
    ['the owner', 'StringEquals', { 'aws:ResourceAccount': '111122223333' }],
  ])('tell %s, to both policies', async (_, operator, keys) => {
    const condition = when(operator, keys);

    expect(await decrypt([ACCOUNT], allowed(condition))).toBe('none');
    expect(await decrypt([keyStatement('Allow', { AWS: ROLE_ARN }, condition)], [])).toBe('none');
  });

  test.each([
    ['another pool', { 'kms:EncryptionContext:userpool-id': 'us-east-1_Other' }],
    ['a context that is not given', { 'kms:EncryptionContext:more': '1' }],
    ['a service in between', { 'kms:ViaService': 'cognito-idp.us-east-1.amazonaws.com' }],
    ['an alias', { 'kms:RequestAlias': 'alias/codes' }],
  ])('of %s are not met', async (_, keys) => {
    const condition = when('StringEquals', keys);

    expect(await decrypt([ACCOUNT], allowed(condition))).toBe('AccessDeniedException');
  });

  test('of an encryption context are not met by a call that binds none', async () => {
    const condition = when('StringEquals', { 'kms:EncryptionContext:userpool-id': 'p' });
    const { call } = createKmsFixture([
      keyOf([keyStatement('Allow', { AWS: ACCOUNT_ARN }, condition)]),
    ]);

    const { error } = await call('DescribeKey', {
      KeyId: KEY_ID,
      EncryptionContext: { 'userpool-id': 'p' },
    });

    expect(error).toBe('AccessDeniedException');
  });

  test('tell aliases and tags of a key', async () => {
    const { assume, call, keys } = createKmsFixture([keyOf(undefined, { tags: { team: 'auth' } })]);
    keys.addAlias('alias/codes', KEY_ID);
    const sender = assume('Sender', [
      {
        Effect: 'Allow',
        Action: 'kms:Encrypt',
        Resource: '*',
        Condition: {
          StringEquals: { 'kms:RequestAlias': 'alias/codes', 'aws:ResourceTag/team': 'auth' },
          'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/codes' },
        },
      },
    ]);
    const encrypt = async (KeyId: string) =>
      (await call('Encrypt', { KeyId, Plaintext: SECRET }, sender)).error;

    expect(await encrypt('alias/codes')).toBe('none');
    expect(await encrypt(KEY_ID)).toBe('AccessDeniedException');
  });

  test('of a Deny hit what comes without a service in between', async () => {
    const denied = keyStatement('Deny', '*', {
      Condition: { StringNotEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
    });

    expect(await decrypt([ACCOUNT, denied], allowed())).toBe('AccessDeniedException');
  });
});

describe('a key policy that names what is not on this machine', () => {
  const absent = placeholder('Table', 'Arn');

  test('allows that nothing, and the rest as it says', async () => {
    const both = keyStatement('Allow', { AWS: [absent, ROLE_ARN] });
    const conditional = keyStatement('Allow', '*', {
      Condition: { ArnLike: { 'aws:SourceArn': absent } },
    });

    expect(await decrypt([both], [])).toBe('none');
    expect(await decrypt([conditional], allowed())).toBe('AccessDeniedException');
  });

  test('in a Deny is for nobody, with the reason for the developer', async () => {
    const denied = keyStatement('Deny', { AWS: absent });
    const { call, requests } = createKmsFixture([keyOf([ACCOUNT, denied])]);

    const { error, body } = await call('Encrypt', { KeyId: KEY_ID, Plaintext: SECRET });

    expect(error).toBe('AccessDeniedException');
    expect(body.message).toBe('The key policy allows this to nobody.');
    expect(requests.list()[0]?.reason).toBe(
      `AccessDeniedException: the policy of ${KEY_ARN} cannot be read here: a Deny names what does not exist on this machine`,
    );
  });

  test('by an element that is not known is for nobody', async () => {
    const { call } = createKmsFixture([
      keyOf([{ Effect: 'Deny', NotPrincipal: { AWS: ROLE_ARN }, Action: '*', Resource: '*' }]),
    ]);

    const { error } = await call('Encrypt', { KeyId: KEY_ID, Plaintext: SECRET });

    expect(error).toBe('AccessDeniedException');
  });
});

describe('a refusal', () => {
  test('tells which of the policies is missing', async () => {
    const { assume, call, requests } = createKmsFixture([keyOf()]);
    const [first, second] = [createKmsFixture([keyOf([])]), { KeyId: KEY_ID, Plaintext: SECRET }];

    await call('Encrypt', second, assume('Sender', []));
    await first.call('Encrypt', second);

    const told = [requests.list()[0], first.requests.list()[0]];
    expect(told.map((request) => request?.reason)).toEqual([
      `AccessDeniedException: kms:Encrypt on ${KEY_ARN}: role Sender: no identity policy allows it, none speaks of the action`,
      `AccessDeniedException: kms:Encrypt on ${KEY_ARN}: role Everything: no resource policy allows it`,
    ]);
  });

  test('comes before anything for a signature of another service', async () => {
    const { call, assume } = createKmsFixture();
    const { accessKeyId, secretAccessKey } = assume('Sender', allowed());

    const { error } = await call(
      'Encrypt',
      { KeyId: 'nothing' },
      { accessKeyId, secretAccessKey, sessionToken: 'forged' },
    );

    expect(error).toBe('UnrecognizedClientException');
  });
});

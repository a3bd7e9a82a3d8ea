import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../src/state/memory-store';
import { createKmsFixture, KEY_ARN, KEY_ID, keyOf, SECRET } from './kms-fixture';

const CONTEXT = { 'userpool-id': 'us-east-1_AbCdEf123', purpose: 'code' };
const OTHER = keyOf(undefined, { id: 'other-key', arn: KEY_ARN.replace(KEY_ID, 'other-key') });

describe('Encrypt and Decrypt', () => {
  test('give back what was encrypted, with the key that did it', async () => {
    const { call, encrypted } = createKmsFixture();
    const CiphertextBlob = await encrypted();

    const answers = [
      await call('Decrypt', { CiphertextBlob }),
      await call('Decrypt', { CiphertextBlob, KeyId: KEY_ARN }),
    ];

    const plain = { EncryptionAlgorithm: 'SYMMETRIC_DEFAULT', KeyId: KEY_ARN, Plaintext: SECRET };
    expect(answers.map(({ body }) => body)).toEqual([plain, plain]);
  });

  test('take a key by its id, its ARN, an alias and the ARN of one', async () => {
    const { call, keys } = createKmsFixture();
    keys.addAlias('alias/codes', KEY_ID);
    const names = [KEY_ID, KEY_ARN, 'alias/codes', KEY_ARN.replace(/key.*/, 'alias/codes')];

    const answers = await Promise.all(
      names.map((KeyId) => call('Encrypt', { KeyId, Plaintext: SECRET })),
    );

    expect(answers.map(({ body }) => body.KeyId)).toEqual(names.map(() => KEY_ARN));
  });

  test('never encrypt to the same text twice', async () => {
    const { encrypted } = createKmsFixture();

    expect(await encrypted()).not.toBe(await encrypted());
  });

  test('need the same encryption context, in any order', async () => {
    const { call, encrypted } = createKmsFixture();
    const CiphertextBlob = await encrypted({ EncryptionContext: CONTEXT });
    const decrypt = async (EncryptionContext?: object) =>
      (await call('Decrypt', { CiphertextBlob, EncryptionContext })).error;
    const reversed = Object.fromEntries(Object.entries(CONTEXT).reverse());

    expect(await decrypt(reversed)).toBe('none');
    expect(await decrypt()).toBe('InvalidCiphertextException');
    expect(await decrypt({ ...CONTEXT, purpose: 'other' })).toBe('InvalidCiphertextException');
    expect(await decrypt({ ...CONTEXT, more: '' })).toBe('InvalidCiphertextException');
  });

  test('fail for a ciphertext that was changed at any place', async () => {
    const { call, encrypted } = createKmsFixture();
    const blob = Buffer.from(await encrypted(), 'base64');

    const errors = new Set<string>();
    for (const place of blob.keys()) {
      const changed = Buffer.from(blob);
      changed[place] = (changed[place] ?? 0) ^ 1;
      const { error } = await call('Decrypt', { CiphertextBlob: changed.toString('base64') });
      errors.add(error);
    }

    expect([...errors]).toEqual(['InvalidCiphertextException']);
  });

  test('fail for a ciphertext that is cut short', async () => {
    const { call, encrypted } = createKmsFixture();
    const blob = Buffer.from(await encrypted(), 'base64');

    for (const length of [1, 2, 30, blob.length - 1]) {
      const CiphertextBlob = blob.subarray(0, length).toString('base64');
      const { error } = await call('Decrypt', { CiphertextBlob });
      expect(error).toBe('InvalidCiphertextException');
    }
  });

  test('fail for a key that did not encrypt', async () => {
    const { call, encrypted } = createKmsFixture([keyOf(), OTHER]);
    const CiphertextBlob = await encrypted();

    const { error } = await call('Decrypt', { CiphertextBlob, KeyId: OTHER.id });

    expect(error).toBe('IncorrectKeyException');
  });

  test('outlive a restart with the store, and not without', async () => {
    const store = createMemoryStore();
    const CiphertextBlob = await createKmsFixture([keyOf()], store).encrypted();

    const restarted = await createKmsFixture([keyOf()], store).call('Decrypt', { CiphertextBlob });
    const anew = await createKmsFixture().call('Decrypt', { CiphertextBlob });

    expect(restarted.body.Plaintext).toBe(SECRET);
    expect(anew.error).toBe('InvalidCiphertextException');
  });
});

describe('GenerateDataKey', () => {
  test.each([
    [{ KeySpec: 'AES_256' }, 32],
    [{ KeySpec: 'AES_128' }, 16],
    [{ NumberOfBytes: 64 }, 64],
  ])('with %j makes a key of %i bytes that Decrypt knows', async (wanted, length) => {
    const { call } = createKmsFixture();

    const { body } = await call('GenerateDataKey', { KeyId: KEY_ID, ...wanted });

    const { CiphertextBlob, Plaintext = '' } = body;
    expect(Buffer.from(Plaintext, 'base64')).toHaveLength(length);
    expect((await call('Decrypt', { CiphertextBlob })).body.Plaintext).toBe(Plaintext);
  });

  test('without plaintext shows the encrypted key alone', async () => {
    const { call } = createKmsFixture();
    const input = { KeyId: KEY_ID, KeySpec: 'AES_256', EncryptionContext: CONTEXT };

    const { body } = await call('GenerateDataKeyWithoutPlaintext', input);

    expect(Object.keys(body).sort()).toEqual(['CiphertextBlob', 'KeyId']);
    const again = { CiphertextBlob: body.CiphertextBlob, EncryptionContext: CONTEXT };
    const { Plaintext = '' } = (await call('Decrypt', again)).body;
    expect(Buffer.from(Plaintext, 'base64')).toHaveLength(32);
  });

  test.each([
    ['no length', {}],
    ['two lengths', { KeySpec: 'AES_256', NumberOfBytes: 32 }],
    ['an unknown spec', { KeySpec: 'AES_512' }],
    ['no bytes', { NumberOfBytes: 0 }],
    ['too many bytes', { NumberOfBytes: 1025 }],
    ['half a byte', { NumberOfBytes: 1.5 }],
  ])('fails for %s', async (_, wanted) => {
    const { call } = createKmsFixture();

    const { error } = await call('GenerateDataKey', { KeyId: KEY_ID, ...wanted });

    expect(error).toBe('ValidationException');
  });
});

describe('DescribeKey', () => {
  test('tells what a key is', async () => {
    const { call } = createKmsFixture([keyOf(undefined, { description: 'codes' })]);

    const { body } = await call('DescribeKey', { KeyId: KEY_ID });

    expect(body.KeyMetadata).toEqual({
      AWSAccountId: '111122223333',
      Arn: KEY_ARN,
      CreationDate: Date.UTC(2026, 8, 5, 7, 5, 1) / 1000,
      CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      Description: 'codes',
      Enabled: true,
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      KeyId: KEY_ID,
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
      Origin: 'AWS_KMS',
    });
  });

  test('tells of a disabled key, with which nothing is encrypted or decrypted', async () => {
    const { call } = createKmsFixture([keyOf(undefined, { enabled: false })]);

    const described = await call('DescribeKey', { KeyId: KEY_ID });
    const encrypted = await call('Encrypt', { KeyId: KEY_ID, Plaintext: SECRET });

    expect(described.body.KeyMetadata).toMatchObject({ KeyState: 'Disabled', Enabled: false });
    expect(encrypted.error).toBe('DisabledException');
  });
});

describe('a call', () => {
  test.each([
    ['an id', 'nothing', "Key 'nothing' does not exist"],
    ['an alias', 'alias/nothing', 'Alias alias/nothing is not found.'],
    ['another region', KEY_ARN.replace('us-east-1', 'eu-west-1'), /does not exist$/],
    ['another account', KEY_ARN.replace('111122223333', '444455556666'), /does not exist$/],
    ['an ARN without its kind', KEY_ARN.replace('key/', ''), /does not exist$/],
  ])('fails for %s that no key has', async (_, KeyId, message) => {
    const { call } = createKmsFixture();

    const { error, body } = await call('Encrypt', { KeyId, Plaintext: SECRET });

    expect(error).toBe('NotFoundException');
    expect(body.message).toMatch(message);
  });

  test.each([
    ['no key', { Plaintext: SECRET }, 'ValidationException'],
    ['no plaintext', { KeyId: KEY_ID }, 'ValidationException'],
    ['an empty plaintext', { KeyId: KEY_ID, Plaintext: '' }, 'ValidationException'],
    [
      'a plaintext of more than 4 KB',
      { KeyId: KEY_ID, Plaintext: Buffer.alloc(4097).toString('base64') },
      'ValidationException',
    ],
    ['what is not Base64', { KeyId: KEY_ID, Plaintext: '<>' }, 'SerializationException'],
    [
      'names of a context that differ in case alone',
      { KeyId: KEY_ID, Plaintext: SECRET, EncryptionContext: { a: '1', A: '2' } },
      'ValidationException',
    ],
    [
      'an algorithm of another kind of key',
      { KeyId: KEY_ID, Plaintext: SECRET, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' },
      'InvalidKeyUsageException',
    ],
    ['a trial', { KeyId: KEY_ID, Plaintext: SECRET, DryRun: true }, 'DryRunOperationException'],
    [
      'an enclave',
      { KeyId: KEY_ID, Plaintext: SECRET, Recipient: {} },
      'UnsupportedOperationException',
    ],
  ])('fails for %s', async (_, input, error) => {
    const { call } = createKmsFixture();

    expect((await call('Encrypt', input)).error).toBe(error);
  });

  test('never shows plaintext or context in a reason', async () => {
    const { call, encrypted, requests } = createKmsFixture();
    const CiphertextBlob = await encrypted({ EncryptionContext: CONTEXT });

    await call('Decrypt', { CiphertextBlob, EncryptionContext: { 'userpool-id': 'wrong' } });
    await call('Decrypt', { CiphertextBlob, EncryptionContext: CONTEXT });

    const told = JSON.stringify(requests.list());
    expect(told).toContain('InvalidCiphertextException');
    expect(told).not.toMatch(/c2VjcmV0|secret|userpool|wrong/);
  });
});

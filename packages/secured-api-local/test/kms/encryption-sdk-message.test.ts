import { describe, expect, test } from 'vitest';
import { encryptMessage } from '../../src/kms/encryption-sdk-message';
import { createRandom } from '../../src/support/random';
import { readMessage } from './read-message';

const CONTEXT = { 'userpool-id': 'us-east-1_AbCdEf123', another: 'ä' };

/** A message whose key is wrapped by nothing: what is shown of it is the key. */
function write(plaintext: string) {
  const wrapped: (readonly [string, object])[] = [];
  const message = encryptMessage(Buffer.from(plaintext, 'utf8'), {
    context: CONTEXT,
    random: createRandom(),
    wrap: (dataKey, context) => {
      wrapped.push([dataKey.toString('hex'), context]);
      return { keyArn: 'arn:key', ciphertext: dataKey };
    },
  });
  return { message, wrapped };
}

describe('a message', () => {
  test.each(['123456', '', 'pässwörd', 'x'.repeat(4096)])(
    'reads as it was written',
    (plaintext) => {
      const { message } = write(plaintext);

      expect(readMessage(message, (key) => key)).toEqual({
        suite: '0378',
        provider: 'aws-kms',
        keyArn: 'arn:key',
        context: {
          ...CONTEXT,
          'aws-crypto-public-key': expect.stringMatching(/^[A-Za-z0-9+/]{66}==$/),
        },
        frameBytes: 4096,
        plaintext,
      });
    },
  );

  test('binds its key to the context that it shows, in order of the names', () => {
    const { message, wrapped } = write('1');

    const { context } = readMessage(message, (key) => key);

    expect(wrapped.map(([, bound]) => bound)).toEqual([context]);
    expect(Object.keys(context)).toEqual(['another', 'aws-crypto-public-key', 'userpool-id']);
  });

  test('has a key of its own', () => {
    const keys = [write('1'), write('1')].map(({ wrapped }) => wrapped[0]?.[0]);

    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toHaveLength(64);
  });

  test('fails to be read once any byte was changed', () => {
    const { message } = write('123456');

    for (const place of message.keys()) {
      const changed = Buffer.from(message);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => readMessage(changed, (key) => key), `byte ${place}`).toThrow();
    }
  });
});

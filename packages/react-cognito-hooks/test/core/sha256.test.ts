// @vitest-environment node
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { toHex } from '../../src/core/bytes';
import { modPow } from '../../src/core/mod-pow';
import { payloadHash } from '../../src/core/payload-hash';
import { hmacSha256, sha256 } from '../../src/core/sha256';

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])(
  'hashes %i bytes as OpenSSL does',
  (length) => {
    const message = randomBytes(length);

    expect(toHex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
  },
);

test.each([0, 1, 100, 1365, 1366, 5000])('hashes %i characters of text in UTF-8', (length) => {
  const text = 'a\u00e9\u20ac\u{1f600}'.repeat(length).slice(0, length);

  expect(toHex(sha256(text))).toBe(createHash('sha256').update(text).digest('hex'));
});

test.each([1, 64, 65, 200])('authenticates with a key of %i bytes as OpenSSL does', (length) => {
  const key = randomBytes(length);
  const hmac = hmacSha256(key);

  for (const message of [randomBytes(3), randomBytes(130)]) {
    expect(toHex(hmac(message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
  }
});

test.each([0, 16_383, 16_384, 40_000, 2 ** 20, 2 ** 20 + 1, 1_310_720, 3_000_001])(
  'hashes a body of %i bytes',
  async (length) => {
    const body = new Uint8Array(randomBytes(length));

    expect(await payloadHash(body)).toBe(createHash('sha256').update(body).digest('hex'));
  },
);

test('lets other tasks run while it hashes a large body', async () => {
  let done = false;
  let turns = 0;
  const count = () => {
    turns += 1;
    if (!done) setImmediate(count);
  };
  setImmediate(count);

  await payloadHash(new Uint8Array(2 ** 21)).finally(() => {
    done = true;
  });

  expect(turns).toBeGreaterThanOrEqual(8);
});

test.each([
  [3n, 0n, 7n],
  [2n, 31n, 1000n],
  [5n, 117n, 19n],
  [10n, 2n ** 70n, 998_244_353n],
])('raises %d to %d modulo %d', (base, exponent, modulus) => {
  const naive = (e: bigint): bigint => {
    if (e === 0n) return 1n;
    const half = naive(e / 2n);
    return (half * half * (e % 2n === 1n ? base : 1n)) % modulus;
  };

  expect(modPow(base, exponent, modulus)).toBe(naive(exponent));
});

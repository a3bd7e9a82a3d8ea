import { expect, test } from 'vitest';
import { fromBase32, toBase32, totpCode, totpStep } from '../../../src/cognito-idp/mfa/totp';

const SECRET = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('computes the code of RFC 6238 at %d s', (seconds, code) => {
  expect(totpCode(SECRET, Math.floor(seconds / 30))).toBe(code);
});

test.each([
  [-30_001, undefined],
  [-30_000, 1_000],
  [0, 1_000],
  [59_999, 1_000],
  [60_000, undefined],
])('finds the step of a code within one step of now, at %d ms from its begin', (offset, found) => {
  const code = totpCode(SECRET, 1_000);

  expect(totpStep(SECRET, code, 1_000 * 30_000 + offset)).toBe(found);
});

test('refuses a code of another length', () => {
  expect(totpStep(SECRET, totpCode(SECRET, 1).slice(1), 45_000)).toBeUndefined();
  expect(totpStep(SECRET, '', 45_000)).toBeUndefined();
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foobar', 'MZXW6YTBOI'],
])('writes %j in Base32 as RFC 4648 without padding', (text, base32) => {
  expect(toBase32(Buffer.from(text))).toBe(base32);
});

test('reads Base32 of 80 bits and more, padded or not, and nothing else', () => {
  const secret = Buffer.from('a secret of 21 bytes.');

  expect(fromBase32(toBase32(secret))).toEqual(secret);
  expect(fromBase32(`${toBase32(secret)}======`)).toEqual(secret);
  expect(['', 'MZXW6YTBOI', 'jbswy3dpehpk3pxp', 'JBSWY3DPEHPK3PX1'].map(fromBase32)).toEqual(
    Array(4).fill(undefined),
  );
});

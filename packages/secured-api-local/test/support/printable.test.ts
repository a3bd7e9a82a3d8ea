import { expect, test } from 'vitest';
import { printable } from '../../src/support/printable';

test.each([
  ['GET /a 200', 'GET /a 200'],
  ['\x1b[2J\n\x00\u2028é', '?[2J????'],
  ['x'.repeat(600), 'x'.repeat(500)],
])('%j is printed as %j', (text, expected) => {
  expect(printable(text)).toBe(expected);
});

import { expect, test } from 'vitest';
import { setOwn } from '../../src/support/set-own';

test.each(['a', 'constructor', '__proto__'])('%s is a name like any other', (name) => {
  const record: Record<string, string> = {};

  setOwn(record, name, 'first');
  setOwn(record, name, 'second');

  expect(Object.entries(record)).toEqual([[name, 'second']]);
  expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
});

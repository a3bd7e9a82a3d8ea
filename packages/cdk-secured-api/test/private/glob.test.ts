import { describe, expect, test } from 'vitest';
import { commonString } from '../../src/private/glob';

const matches = (glob: string, text: string) =>
  new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  ).test(text);

describe('two globs', () => {
  test.each([
    ['GET/items/*', 'GET/items/?*/admin'],
    ['GET/items/*', 'GET/items/special'],
    ['GET/items/*', 'GET/items/'],
    ['*/a', 'PUT/a'],
    ['GET/*/x', 'GET/a/*'],
    ['GET/?*/b', 'GET/a/?*'],
    ['*', '?'],
    ['**a**', 'a'],
    ['', ''],
    ['*', ''],
  ])('%j and %j share a string that both match', (left, right) => {
    const common = commonString(left, right) ?? 'none';

    expect(matches(left, common)).toBe(true);
    expect(matches(right, common)).toBe(true);
    expect(commonString(right, left)).toBeDefined();
  });

  test.each([
    ['GET/items/*', 'GET/items'],
    ['GET/items/*', 'PUT/items/1'],
    ['GET/a', 'GET/b'],
    ['GET/*/x', 'GET/*/y'],
    ['?', ''],
    ['GET/A', 'GET/a'],
  ])('%j and %j share nothing', (left, right) => {
    expect(commonString(left, right)).toBeUndefined();
    expect(commonString(right, left)).toBeUndefined();
  });

  test('with many stars are compared without trying every split', () => {
    const stars = '*a'.repeat(200);

    expect(commonString(`${stars}b`, `${stars}c`)).toBeUndefined();
  });
});

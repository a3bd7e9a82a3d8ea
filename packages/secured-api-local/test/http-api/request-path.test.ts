import { describe, expect, test } from 'vitest';
import { readPath } from '../../src/http-api/request-path';

describe('readPath', () => {
  test('reads the same path decoded and by segment', () => {
    const path = readPath('/users/a%20b?x=%20');

    expect(path).toEqual({
      decoded: '/users/a b',
      segments: ['users', 'a b'],
      query: 'x=%20',
      ambiguous: false,
    });
  });

  test.each([
    ...['/a%2Fb', '/a%2fb', '/a%3Fb', '/x/%2F'],
    ...['/a/../b', '/a/./b', '/..', '/a/%2e%2e/b', '/a//b', '//a'],
  ])('calls %s ambiguous', (target) => {
    expect(readPath(target)?.ambiguous).toBe(true);
  });

  test.each(['/', '/a/', '/a/...', '/a/.b', '/a..'])('does not call %s ambiguous', (target) => {
    expect(readPath(target)?.ambiguous).toBe(false);
  });

  test('decodes once only', () => {
    expect(readPath('/a%252Fb')).toMatchObject({ decoded: '/a%2Fb', ambiguous: false });
  });

  test('keeps empty and dotted segments', () => {
    expect(readPath('//a/../b/')?.segments).toEqual(['', 'a', '..', 'b', '']);
  });

  test.each([
    ['a NUL', '/a%00b'],
    ['half an escape', '/a%2'],
    ['no escape', '/a%zz'],
    ['no UTF-8', '/a%ff'],
    ['an absolute form', 'http://localhost/a'],
    ['an authority', 'localhost:80'],
    ['an asterisk', '*'],
    ['nothing', ''],
  ])('fails for a target with %s', (_, target) => {
    expect(readPath(target)).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { RouteTable } from '../../src/http-api/route-table';
import { openRoute } from './api-fixture';

function match(keys: readonly string[], method: string, path: string) {
  const found = new RouteTable(keys.map(openRoute)).match(method, path.split('/').slice(1));
  return found && [found.route.routeKey, found.pathParameters];
}

describe('RouteTable', () => {
  test.each<[string, readonly string[], string, string, string | undefined]>([
    [
      'static before variable',
      ['GET /users/{id}', 'GET /users/me'],
      'GET',
      '/users/me',
      'GET /users/me',
    ],
    ['variable before greedy', ['GET /{rest+}', 'GET /{id}'], 'GET', '/a', 'GET /{id}'],
    [
      'a full path before a longer greedy one',
      ['GET /a/{rest+}', 'GET /{x}/b'],
      'GET',
      '/a/b',
      'GET /{x}/b',
    ],
    [
      'the longer greedy path first',
      ['GET /{rest+}', 'GET /a/{rest+}'],
      'GET',
      '/a/b',
      'GET /a/{rest+}',
    ],
    ['a named method before ANY', ['ANY /a', 'GET /a'], 'GET', '/a', 'GET /a'],
    ['ANY for any other method', ['ANY /a', 'GET /a'], 'PATCH', '/a', 'ANY /a'],
    [
      'the path before the method',
      ['GET /{rest+}', 'ANY /a/{rest+}'],
      'GET',
      '/a/b',
      'ANY /a/{rest+}',
    ],
    ['$default last', ['$default', 'GET /{rest+}'], 'GET', '/a/b', 'GET /{rest+}'],
    ['$default for the rest', ['$default', 'GET /a'], 'POST', '/a', '$default'],
    ['no HEAD from GET', ['GET /a'], 'HEAD', '/a', undefined],
    ['no lower-case method', ['GET /a'], 'get', '/a', undefined],
    ['no other case of the path', ['GET /a'], 'GET', '/A', undefined],
    ['no empty variable', ['GET /users/{id}'], 'GET', '/users/', undefined],
    ['no empty rest', ['GET /users/{rest+}'], 'GET', '/users/', undefined],
    ['no shorter path', ['GET /a/b'], 'GET', '/a', undefined],
    ['no longer path', ['GET /a/{id}'], 'GET', '/a/b/c', undefined],
    ['no trailing slash', ['GET /a'], 'GET', '/a/', undefined],
    ['the root by itself', ['GET /', 'GET /{x}'], 'GET', '/', 'GET /'],
  ])('finds %s', (_, keys, method, path, expected) => {
    const found = match(keys, method, path);
    const fromTheOtherEnd = match([...keys].reverse(), method, path);

    expect(found?.[0]).toBe(expected);
    expect(fromTheOtherEnd?.[0]).toBe(expected);
  });

  test('gives variables and the rest of a greedy path by name', () => {
    const found = match(['GET /users/{id}/files/{path+}'], 'GET', '/users/7/files/a/b');

    expect(found?.[1]).toEqual({ id: '7', path: 'a/b' });
  });

  test('keeps a variable whose name objects know already', () => {
    const found = match(['GET /{__proto__}/{constructor}'], 'GET', '/a/b');

    expect(Object.entries(found?.[1] ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });
});

import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { expandAny, parseRouteKey } from '../../src/private/route-key';

const scope = new Stack(new App(), 'Stack');
const keyOf = (text: string) => parseRouteKey(text, scope).key;

describe('a route key', () => {
  test.each([
    ['GET /random', 'GET /random'],
    ['get /random', 'GET /random'],
    ['  GeT \t /random ', 'GET /random'],
    ['any /files/{path+}', 'ANY /files/{path+}'],
    ['GET /', 'GET /'],
    ['$DEFAULT', '$default'],
  ])('%j means %j', (text, key) => {
    expect(keyOf(text)).toBe(key);
  });

  test('keeps the case of its path', () => {
    expect(keyOf('get /Users/{userId}')).toBe('GET /Users/{userId}');
  });

  test.each([
    ['/random', "write a method and a path, such as 'GET /users/{id}', or '$default'"],
    ['GET /a b', "write a method and a path, such as 'GET /users/{id}', or '$default'"],
    ['', "write a method and a path, such as 'GET /users/{id}', or '$default'"],
    ['FETCH /a', "'FETCH' is no method"],
    ['GET random', "the path starts with '/', write '/random'"],
    ['GET /random/', "AWS refuses a trailing slash, write '/random'"],
    ['GET /a//b', "a path holds no '//', leave one out"],
    ['GET /a*', "segment 'a*' is neither plain characters nor one '{variable}'"],
    ['GET /a?b=c', "segment 'a?b=c' is neither plain characters nor one '{variable}'"],
    ['GET /x{id}', "segment 'x{id}' is neither plain characters nor one '{variable}'"],
    ['GET /%61', "segment '%61' is neither plain characters nor one '{variable}'"],
    ['GET /{all+}/b', "'{all+}' is greedy, only the last segment may be"],
    ['GET /{id}/{id}', "variable 'id' stands twice, name the second one differently"],
  ])('fails for %j', (text, remedy) => {
    expect(() => keyOf(text)).toThrow(
      `RouteKeyMalformed: route '${text}' cannot be routed: ${remedy}`,
    );
  });

  test('names the construct in its error', () => {
    expect(() => keyOf('GET')).toThrow(/\[Stack\]$/);
  });
});

describe('with IAM', () => {
  test('ANY stands for every verb but OPTIONS, which preflights need', () => {
    const keys = expandAny(parseRouteKey('ANY /a', scope)).map(({ key }) => key);

    expect(keys).toEqual(['DELETE /a', 'GET /a', 'HEAD /a', 'PATCH /a', 'POST /a', 'PUT /a']);
  });

  test('$default stands for every verb of the root and of all below it', () => {
    const keys = expandAny(parseRouteKey('$default', scope)).map(({ key }) => key);

    expect(keys).toHaveLength(12);
    expect(keys).toContain('GET /');
    expect(keys).toContain('PUT /{proxy+}');
    expect(keys.join()).not.toContain('OPTIONS');
  });
});

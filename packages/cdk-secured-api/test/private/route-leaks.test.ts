import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { parseRouteKey } from '../../src/private/route-key';
import { routeLeaks } from '../../src/private/route-leaks';

const scope = new Stack(new App(), 'Stack');
const routesOf = (...keys: string[]) => keys.map((key) => parseRouteKey(key, scope));
const leaksOf = (granted: string[], others: string[]) =>
  routeLeaks(
    [{ holders: 'signed-in users', routes: routesOf(...granted) }],
    routesOf(...granted, ...others),
  );

test('a pattern that crosses a slash leaks into the route below, and a request shows it', () => {
  const leaks = leaksOf(['GET /items/{id}'], ['GET /items/{id}/admin']);

  expect(leaks).toEqual([
    "RouteLeak: what grants 'GET /items/{id}' to signed-in users also allows the request " +
      "'GET /items/1/admin', which may reach 'GET /items/{id}/admin': " +
      'grant both to the same callers, or move one to a path that the other does not cover',
  ]);
});

test.each([
  ['a literal sibling', 'GET /items/{id}', 'GET /items/special'],
  ['the collection, if a trailing slash is optional', 'GET /items/{id}', 'GET /items'],
  ['a deeper literal', 'GET /{tenant}/{id}', 'GET /a/b/c'],
  ['a more general route', 'GET /items/{id}', 'GET /{proxy+}'],
  ['any method of a route within', 'GET /items/{id}', 'ANY /items/{id}/audit'],
  ['whatever no other route takes', 'GET /items/{id}', '$default'],
  ['a greedy route within', 'GET /files/{path+}', 'GET /files/private/{path+}'],
])('a pattern leaks into %s', (_, granted, other) => {
  expect(leaksOf([granted], [other])).toHaveLength(1);
});

test.each([
  ['another method', 'GET /items/{id}', 'DELETE /items/{id}'],
  ['another path', 'GET /items/{id}', 'GET /orders/{id}'],
  ['a suffix that differs', 'GET /items/{id}/name', 'GET /items/{id}/price'],
  ['a longer word', 'GET /items/{id}', 'GET /itemsets/{id}'],
  ['another case', 'GET /items/{id}', 'GET /Items/1'],
  ['the root', 'GET /items/{id}', 'GET /'],
])('a pattern does not leak into %s', (_, granted, other) => {
  expect(leaksOf([granted], [other])).toEqual([]);
});

test('a literal pattern allows its own path alone', () => {
  expect(leaksOf(['GET /items/special'], ['GET /items/{id}', 'GET /{proxy+}'])).toEqual([]);
});

test('what is granted as well is no leak', () => {
  expect(leaksOf(['GET /items/{id}', 'GET /items/{id}/admin'], [])).toEqual([]);
});

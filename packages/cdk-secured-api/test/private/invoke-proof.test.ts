import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { type InvokeGrant, textOfPattern } from '../../src/private/invoke-pattern';
import { InvokeProof, type ProofOptions } from '../../src/private/invoke-proof';
import { expandAny, parseRouteKey } from '../../src/private/route-key';

const scope = new Stack(new App(), 'Stack');
const routesOf = (keys: readonly string[]) => keys.map((key) => parseRouteKey(key, scope));

interface Given {
  readonly granted?: string[];
  /** Of the caller's own only, by the parameter `id`. */
  readonly own?: string[];
  readonly others?: string[];
  readonly open?: string[];
  readonly options?: ProofOptions;
}

function prove({ granted = [], own = [], others = [], open = [], options }: Given) {
  const grants: InvokeGrant[] = [
    ...routesOf(granted).map((route) => ({ route })),
    ...routesOf(own).map((route) => ({ route, ownParameter: 'id' })),
  ];
  const guarded = routesOf([...granted, ...own, ...others]);
  const proof = new InvokeProof([...guarded, ...routesOf(open)], guarded);
  const { fences, leaks } = proof.of(grants, options);
  return { fences: fences.map(textOfPattern).sort(), leaks };
}

describe('a fence', () => {
  test.each([
    [
      'a deeper route',
      'GET /items/{id}',
      'GET /items/{id}/audit',
      ['GET/items/*/audit', 'GET/items/*/audit/'],
    ],
    [
      'a literal sibling',
      'GET /items/{id}',
      'GET /items/special',
      ['GET/items/special', 'GET/items/special/'],
    ],
    [
      'the collection, whose trailing slash is optional',
      'GET /items/{id}',
      'GET /items',
      ['GET/items/'],
    ],
    [
      'a greedy route within',
      'GET /files/{path+}',
      'GET /files/private/{path+}',
      ['GET/files/private/*'],
    ],
    [
      'any method of a route within',
      'GET /items/{id}',
      'ANY /items/{id}/audit',
      ['GET/items/*/audit', 'GET/items/*/audit/'],
    ],
  ])('keeps a pattern off %s', (_, granted, other, fences) => {
    expect(prove({ granted: [granted], others: [other] })).toEqual({ fences, leaks: [] });
  });

  test('takes no granted route away', () => {
    const granted = ['GET /items/{id}', 'GET /items/{id}/{part}'];

    const { fences, leaks } = prove({ granted, others: ['GET /items/{id}/audit'] });

    expect(fences).toEqual(['GET/items/*/audit', 'GET/items/*/audit/']);
    expect(leaks).toEqual([]);
  });

  test('is needed once for patterns that it covers together', () => {
    const granted = ['GET /a/{x}', 'GET /{y}/b'];

    const { fences } = prove({ granted, others: ['GET /a/{x}/c/b'] });

    expect(fences.filter((fence) => fence.startsWith('GET/a'))).toEqual([
      'GET/a/*/c/b',
      'GET/a/*/c/b/',
    ]);
  });
});

test.each([
  ['another method', 'GET /items/{id}', 'DELETE /items/{id}'],
  ['another path', 'GET /items/{id}', 'GET /orders/{id}'],
  ['a suffix that differs', 'GET /items/{id}/name', 'GET /items/{id}/price'],
  ['a longer word', 'GET /items/{id}', 'GET /itemsets/{id}'],
  ['another case', 'GET /items/{id}', 'GET /Items/1'],
  ['the root', 'GET /items/{id}', 'GET /'],
  ['a variable in its own place', 'GET /items/special', 'GET /items/{id}'],
])('no fence is needed against %s', (_, granted, other) => {
  expect(prove({ granted: [granted], others: [other] })).toEqual({ fences: [], leaks: [] });
});

describe('a leak', () => {
  test('that no fence can take is shown by a request', () => {
    const { leaks } = prove({ granted: ['GET /files/{path+}'], others: ['GET /files/{id}/audit'] });

    expect(leaks).toEqual([
      {
        granted: 'GET /files/{path+}',
        reached: 'GET /files/{id}/audit',
        request: 'GET /files/1/audit',
        encoded: false,
      },
    ]);
  });

  test.each([
    ['a catch-all', 'GET /items/{id}', 'GET /{proxy+}', 'GET /items%2F1'],
    ['whatever no other route takes', 'GET /items/{id}', '$default', 'GET /items%2F1'],
    ['a variable above', 'GET /items/{id}/name', 'GET /items/{id}', 'GET /items/1%2Fname'],
    ['a variable above a literal', 'GET /a/b', 'GET /{x}', 'GET /a%2Fb'],
  ])('by an escaped slash reaches %s', (_, granted, reached, request) => {
    const { leaks } = prove({ granted: [granted], others: [reached] });

    expect(leaks).toEqual([{ granted, reached, request, encoded: true }]);
  });

  test('is found where two templates cross and AWS does not say which it prefers', () => {
    const { leaks } = prove({ granted: ['GET /a/{x}'], others: ['GET /{y}/b'] });

    expect(leaks).toMatchObject([{ request: 'GET /a/b', encoded: false }]);
  });

  test('stays where the grantee can carry no Deny', () => {
    const { fences, leaks } = prove({
      granted: ['GET /items/{id}'],
      others: ['GET /items/special'],
      options: { fenceable: false },
    });

    expect(fences).toEqual([]);
    expect(leaks).toMatchObject([{ request: 'GET /items/special' }]);
  });

  test('ends where a more specific route takes the request first', () => {
    const given = { granted: ['GET /items/{id}'], others: ['GET /{proxy+}'] };

    expect(prove(given).fences).toContain('GET/items/*/*');
    expect(prove({ ...given, open: ['GET /items/{rest+}'] }).fences).toEqual(['GET/items/']);
  });
});

describe('a route of the caller’s own', () => {
  test('is reached by nobody else’s pattern', () => {
    const { leaks } = prove({ own: ['GET /users/{id}'], granted: ['GET /users/{rest+}'] });

    expect(leaks).toMatchObject([{ reached: 'GET /users/{id}', request: 'GET /users/1' }]);
  });

  test('needs no fence where the id is last', () => {
    expect(prove({ own: ['GET /users/{id}'] })).toEqual({ fences: [], leaks: [] });
  });

  test('is fenced from ids that only begin with the own one', () => {
    expect(prove({ own: ['GET /users/{id}/orders/{order}'] })).toEqual({
      fences: ['GET/users/*/orders/*/*'],
      leaks: [],
    });
  });

  test('leaks where a variable before the own one lets another id stand in its place', () => {
    const { leaks } = prove({ own: ['GET /orgs/{org}/users/{id}/{rest+}'] });

    expect(leaks).toMatchObject([{ request: 'GET /orgs/1/users/users/own-id/1', encoded: false }]);
  });

  test('is fenced from routes below it', () => {
    const { fences, leaks } = prove({
      own: ['GET /users/{id}/{part}'],
      others: ['GET /users/{id}/{part}/audit'],
    });

    expect(fences).toEqual(['GET/users/*/*/*']);
    expect(leaks).toEqual([]);
  });
});

test('300 routes for two callers are proved within the time of a synthesis', () => {
  const resources = Array.from({ length: 25 }, (_, i) => `/resource-${i}`);
  const keys = (path: string) => expandAny(parseRouteKey(`ANY ${path}`, scope));
  const granted = resources.flatMap((path) => keys(`${path}/{id}`)).map(({ key }) => key);
  const others = resources.flatMap((path) => keys(`${path}/{id}/audit`)).map(({ key }) => key);

  const { fences, leaks } = prove({ granted, others });

  expect(fences).toHaveLength(300);
  expect(leaks).toEqual([]);
});

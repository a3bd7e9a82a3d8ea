import { describe, expect, test } from 'vitest';
import type { Authorization, IamRequest } from '../../src/http-api/iam-authorizer';
import { createApiFixture, iamRoute, openRoute } from './api-fixture';

const NOT_FOUND = { status: 404, body: '{"message":"Not Found"}' };

describe('stages', () => {
  test('a named stage is the first segment of the path', async () => {
    const { send } = createApiFixture({
      stages: [{ name: 'dev' }],
      routes: ['GET /hello', 'GET /'],
    });

    const [inside, root, outside] = await Promise.all(
      ['/dev/hello', '/dev', '/hello'].map((target) => send(target)),
    );

    expect(inside?.answer.status).toBe(200);
    expect(root?.routeKey).toBe('GET /');
    expect(outside?.answer).toMatchObject(NOT_FOUND);
  });

  test('a named stage comes before $default', async () => {
    const { send, invocations } = createApiFixture({
      stages: [{ name: '$default' }, { name: 'dev' }],
      routes: ['GET /{a}', 'GET /{a}/{b}'],
    });

    await send('/dev/x');

    expect(invocations[0]?.event).toMatchObject({
      routeKey: 'GET /{a}',
      requestContext: { stage: 'dev' },
    });
  });

  test('$default is no segment of a path', async () => {
    const { send } = createApiFixture();

    const { answer } = await send('/$default/hello');

    expect(answer).toMatchObject(NOT_FOUND);
  });

  test('an API without a stage serves nothing', async () => {
    const { send } = createApiFixture({ stages: [] });

    const { answer, reason } = await send('/hello');

    expect(answer).toMatchObject(NOT_FOUND);
    expect(reason).toBe('no stage serves this path');
  });
});

describe('routing', () => {
  test('an unknown path is 404 with a request id', async () => {
    const { send } = createApiFixture();

    const { answer, reason } = await send('/nothing');

    expect(answer).toMatchObject(NOT_FOUND);
    expect(answer.headers['apigw-requestid']).toMatch(/^\w{15}$/);
    expect(reason).toBe('no route matches');
  });

  test.each(['/hello%2F', '/a%2Fb', '/a%3Fb', '/a/../b', '/a/.', '/a//b', '/a/%2e%2e/b'])(
    'fails for %s, which can be read as another path',
    async (path) => {
      const { send, invocations } = createApiFixture({ routes: ['GET /{x}', 'GET /{rest+}'] });

      const { answer, reason } = await send(path);

      expect(answer).toMatchObject(NOT_FOUND);
      expect(reason).toMatch(/escaped/);
      expect(invocations).toEqual([]);
    },
  );

  test('fails for a target that is no path', async () => {
    const { send } = createApiFixture();

    const { answer } = await send('http://localhost:4001/hello');

    expect(answer).toMatchObject({ status: 400, body: '{"message":"Bad Request"}' });
  });

  test('a trailing slash is another path unless it is told to match', async () => {
    const strict = createApiFixture();
    const lenient = createApiFixture({ trailingSlash: 'match' });

    const statuses = [await strict.send('/hello/'), await lenient.send('/hello/')];

    expect(statuses.map(({ answer }) => answer.status)).toEqual([404, 200]);
  });
});

describe('authorization', () => {
  test.each<[string, string, string, string]>([
    ['GET /users/{id}', '$default', '/users/a%20b', '$default/GET/users/a b'],
    ['ANY /users/{id}', '$default', '/users/1', '$default/GET/users/1'],
    ['GET /', '$default', '/', '$default/GET/'],
    ['GET /hello', 'dev', '/dev/hello', 'dev/GET/hello'],
    ['$default', '$default', '/x/y', '$default/GET/x/y'],
  ])('%s in %s asks IAM for the concrete request', async (routeKey, stage, target, suffix) => {
    const asked: IamRequest[] = [];
    const { send } = createApiFixture({
      routes: [iamRoute(routeKey)],
      stages: [{ name: stage }],
      authorizeIam: (request) => {
        asked.push(request);
        return { allowed: true, caller: 'somebody' };
      },
    });

    const { caller } = await send(target);

    expect(asked.map(({ arn }) => arn)).toEqual([
      `arn:aws:execute-api:us-east-1:111122223333:abcdefghij/${suffix}`,
    ]);
    expect(caller).toBe('somebody');
  });

  test('a refusal of IAM is 403 Forbidden, whatever the reason', async () => {
    const { send, invocations } = createApiFixture({ routes: [iamRoute('GET /hello')] });

    const { answer, reason } = await send('/hello');

    expect(answer).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(Object.keys(answer.headers).sort()).toEqual(['apigw-requestid', 'content-type']);
    expect(reason).toBe('nobody may');
    expect(invocations).toEqual([]);
  });

  test('a target that was allowed before is judged anew, by every method and for every caller', async () => {
    const verdicts: Authorization[] = [
      { allowed: true, caller: 'one' },
      { allowed: false, status: 403, reason: 'revoked' },
      { allowed: true, caller: 'two' },
    ];
    const { send, invocations } = createApiFixture({
      routes: [iamRoute('GET /hello'), 'POST /hello'],
      authorizeIam: () => verdicts.shift() ?? { allowed: false, status: 403, reason: 'no more' },
    });

    const handled = [];
    for (const method of ['GET', 'GET', 'POST', 'GET', 'GET', 'PUT']) {
      handled.push(await send('/hello', { method }));
    }

    expect(handled.map(({ answer }) => answer.status)).toEqual([200, 403, 200, 200, 403, 404]);
    expect(handled.map(({ caller }) => caller)).toEqual([
      'one',
      undefined,
      'anyone',
      'two',
      undefined,
      undefined,
    ]);
    expect(invocations.map(({ event }) => event.routeKey)).toEqual([
      'GET /hello',
      'POST /hello',
      'GET /hello',
    ]);
  });

  test('a target means what its own API says', async () => {
    const open = createApiFixture({ routes: ['GET /hello'] });
    const closed = createApiFixture({ routes: [iamRoute('GET /hello')] });

    await open.send('/hello');
    const { answer } = await closed.send('/hello');

    expect(answer.status).toBe(403);
  });

  test('fails for a JWT route whose authorizer is not there', async () => {
    const route = openRoute('GET /hello');
    const { send, invocations } = createApiFixture({
      routes: [{ ...route, authorization: { kind: 'jwt', authorizerId: 'gone', scopes: [] } }],
    });

    const { answer } = await send('/hello', { headers: [['Authorization', 'Bearer x']] });

    expect(answer).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
    expect(invocations).toEqual([]);
  });
});

describe('invocation', () => {
  test.each<[string, string, string]>([
    ['GET /users/{id}', '/users/1', '$default/GET/users/{id}'],
    ['ANY /users/{id}', '/users/1', '$default/GET/users/{id}'],
    ['$default', '/x/y', '$default/$default'],
    ['GET /', '/', '$default/GET/'],
  ])('%s calls as the route template', async (routeKey, target, suffix) => {
    const { send, invocations } = createApiFixture({ routes: [routeKey] });

    await send(target);

    expect(invocations[0]?.caller).toEqual({
      service: 'apigateway.amazonaws.com',
      sourceArn: `arn:aws:execute-api:us-east-1:111122223333:abcdefghij/${suffix}`,
      sourceAccount: '111122223333',
    });
  });

  test('fails for a route whose integration is not there', async () => {
    const { send } = createApiFixture({
      routes: [{ ...openRoute('GET /hello'), integrationId: 'gone' }],
    });

    const { answer, reason } = await send('/hello');

    expect(answer).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
    expect(reason).toBe('the route has no integration');
  });
});

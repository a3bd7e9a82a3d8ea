import { describe, expect, test } from 'vitest';
import type { LambdaAuthorizerSettings } from '../../src/http-api/api-settings';
import { parseIdentitySource } from '../../src/http-api/identity-source';
import { createLambdaAuthorizer } from '../../src/http-api/lambda-authorizer';
import type { InvokeAnswer } from '../../src/lambda/functions';
import { createApiFixture, FUNCTION_ARN, type Invocation } from './api-fixture';

const AUTHORIZER_ARN =
  'arn:aws:execute-api:us-east-1:111122223333:abcdefghij/authorizers/authorizer';
const YES = { outcome: 'answered', payload: { isAuthorized: true } } as const;
const BEARER = [['Authorization', 'Bearer a']] as const;

interface Case {
  readonly answer?: InvokeAnswer | (() => InvokeAnswer | Promise<InvokeAnswer>);
  readonly sources?: readonly string[];
  readonly settings?: Partial<LambdaAuthorizerSettings>;
}

/** An API whose routes ask a function that a test scripts. */
function guarded({ answer = YES, sources, settings }: Case = {}) {
  const asked: Invocation[] = [];
  const routes = ['GET /hello', 'GET /users/{id}'].map((routeKey) => ({
    routeKey,
    integrationId: 'f',
    authorization: { kind: 'lambda' as const, authorizerId: 'authorizer' },
  }));
  const identitySources = (sources ?? ['$request.header.Authorization']).flatMap(
    (source) => parseIdentitySource(source) ?? [],
  );
  const fixture = createApiFixture({
    routes,
    lambdaAuthorizers: (clock) =>
      new Map([
        [
          'authorizer',
          createLambdaAuthorizer(
            {
              kind: 'lambda',
              logicalId: 'Guard',
              functionArn: FUNCTION_ARN,
              identitySources,
              simpleResponses: true,
              resultTtlSeconds: 0,
              ...settings,
            },
            {
              clock,
              accountId: '111122223333',
              authorizerArn: AUTHORIZER_ARN,
              functions: {
                invoke: async (_, event, caller) => {
                  asked.push({ event: event as Record<string, unknown>, caller });
                  return typeof answer === 'function' ? answer() : answer;
                },
              },
            },
          ),
        ],
      ]),
  });
  return { ...fixture, asked };
}

const policy = (Effect: string, Resource: string, more: object = {}) => ({
  principalId: 'ada',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect, Action: 'execute-api:Invoke', Resource }],
  },
  ...more,
});

describe('a Lambda authorizer', () => {
  test('is asked with the request but its body, as its own caller', async () => {
    const { send, asked } = guarded();

    await send('/users/7?a=1&a=2', { headers: BEARER, body: 'secret' });

    expect(asked).toHaveLength(1);
    expect(asked[0]?.caller).toEqual({
      service: 'apigateway.amazonaws.com',
      sourceArn: AUTHORIZER_ARN,
      sourceAccount: '111122223333',
    });
    expect(asked[0]?.event).toMatchObject({
      version: '2.0',
      type: 'REQUEST',
      routeArn: 'arn:aws:execute-api:us-east-1:111122223333:abcdefghij/$default/GET/users/7',
      identitySource: ['Bearer a'],
      routeKey: 'GET /users/{id}',
      rawPath: '/users/7',
      rawQueryString: 'a=1&a=2',
      queryStringParameters: { a: '1,2' },
      pathParameters: { id: '7' },
      requestContext: { routeKey: 'GET /users/{id}', http: { method: 'GET' } },
    });
    expect(JSON.stringify(asked[0]?.event)).not.toContain('secret');
  });

  test('hands its context to the function of the route', async () => {
    const payload = { isAuthorized: true, context: { tenant: 'a', roles: ['x'] } };
    const { send, invocations } = guarded({ answer: { outcome: 'answered', payload } });

    const { answer } = await send('/hello', { headers: BEARER });

    expect(answer.status).toBe(200);
    expect(invocations[0]?.event).toMatchObject({
      requestContext: { authorizer: { lambda: { tenant: 'a', roles: ['x'] } } },
    });
  });

  test('fails with 401 and is not asked where an identity source is missing or empty', async () => {
    const sources = ['$request.header.Authorization', '$request.querystring.key'];
    const { send, asked, invocations } = guarded({ sources });

    const answers = await Promise.all([
      send('/hello?key=1'),
      send('/hello', { headers: BEARER }),
      send('/hello?key=', { headers: BEARER }),
      send('/hello?constructor=1', { headers: BEARER }),
    ]);

    expect(answers.map(({ answer }) => [answer.status, answer.body])).toEqual(
      answers.map(() => [401, '{"message":"Unauthorized"}']),
    );
    expect([asked, invocations]).toEqual([[], []]);
  });

  test('is asked for every request where it has no identity source', async () => {
    const { send, asked } = guarded({ sources: [] });

    const { answer } = await send('/hello');

    expect(answer.status).toBe(200);
    expect(asked[0]?.event.identitySource).toBeNull();
  });

  test('fails with 403 for what it does not authorize', async () => {
    const payload = { isAuthorized: false, context: { why: 'secret' } };
    const { send, invocations } = guarded({ answer: { outcome: 'answered', payload } });

    const { answer, reason } = await send('/hello', { headers: BEARER });

    expect([answer.status, answer.body]).toEqual([403, '{"message":"Forbidden"}']);
    expect(reason).toBe("authorizer: 'Guard' does not authorize");
    expect(invocations).toEqual([]);
  });

  test.each<[string, InvokeAnswer]>([
    ['throws', { outcome: 'failed', errorType: 'Error', errorMessage: 'secret' }],
    ['times out', { outcome: 'timedOut' }],
    ['may not be called', { outcome: 'refused' }],
    ['does not run here', { outcome: 'notRunnable', reason: 'python' }],
    ['answers nothing', { outcome: 'answered', payload: null }],
    ['answers true', { outcome: 'answered', payload: true }],
    ['answers a text', { outcome: 'answered', payload: { isAuthorized: 'true' } }],
    ['answers a number', { outcome: 'answered', payload: { isAuthorized: 1 } }],
    ['answers a list', { outcome: 'answered', payload: [{ isAuthorized: true }] }],
    ['hands on no object', { outcome: 'answered', payload: { isAuthorized: true, context: 'a' } }],
    ['answers a policy', { outcome: 'answered', payload: policy('Allow', '*') }],
  ])('fails with 500 where its function %s', async (_, answer) => {
    const { send, invocations } = guarded({ answer });

    const handled = await send('/hello', { headers: BEARER });

    expect([handled.answer.status, handled.answer.body]).toEqual([
      500,
      '{"message":"Internal Server Error"}',
    ]);
    expect(handled.reason).toMatch(/^authorizer: /);
    expect(handled.reason).not.toContain('secret');
    expect(invocations).toEqual([]);
  });
});

describe('an answer by policy', () => {
  const settings = { simpleResponses: false };
  const arn = 'arn:aws:execute-api:us-east-1:111122223333:abcdefghij/$default';
  const answered = (payload: unknown) => ({ outcome: 'answered' as const, payload });

  test('admits what the policy allows, and names its principal', async () => {
    const answer = answered(policy('Allow', `${arn}/GET/users/*`, { context: { a: 1 } }));
    const { send, invocations } = guarded({ answer, settings });

    const [inside, outside] = await Promise.all([
      send('/users/7', { headers: BEARER }),
      send('/hello', { headers: BEARER }),
    ]);

    expect([inside?.answer.status, inside?.caller]).toEqual([200, 'ada']);
    expect([outside?.answer.status, outside?.caller]).toEqual([403, 'ada']);
    expect(invocations[0]?.event).toMatchObject({
      requestContext: { authorizer: { lambda: { a: 1 } } },
    });
  });

  test.each<[string, unknown, number]>([
    ['denies', policy('Deny', '*'), 403],
    ['has no principal', { ...policy('Allow', '*'), principalId: '' }, 500],
    ['has an unknown effect', policy('allow', '*'), 500],
    ['has no document', { principalId: 'ada' }, 500],
    ['is a simple response', { isAuthorized: true }, 500],
  ])('fails where it %s', async (_, payload, status) => {
    const { send, invocations } = guarded({ answer: answered(payload), settings });

    const { answer } = await send('/hello', { headers: BEARER });

    expect(answer.status).toBe(status);
    expect(invocations).toEqual([]);
  });

  test('is judged again for each route while it holds', async () => {
    const answer = answered(policy('Allow', `${arn}/GET/hello`));
    const { send, asked } = guarded({ answer, settings: { ...settings, resultTtlSeconds: 60 } });

    const first = await send('/hello', { headers: BEARER });
    const other = await send('/users/7', { headers: BEARER });

    expect([first.answer.status, other.answer.status]).toEqual([200, 403]);
    expect(asked).toHaveLength(1);
  });
});

describe('the answer', () => {
  const settings = { resultTtlSeconds: 60 };

  test('holds for its identity sources until it is too old', async () => {
    const { send, asked, clock } = guarded({ settings });

    await send('/hello', { headers: BEARER });
    await send('/hello', { headers: BEARER });
    const within = asked.length;
    clock.advance(60_000);
    await send('/hello', { headers: BEARER });

    expect([within, asked.length]).toEqual([1, 2]);
  });

  test('is never another caller’s, nor another route’s where that is a source', async () => {
    const sources = ['$request.header.Authorization', '$context.routeKey'];
    const { send, asked } = guarded({ settings, sources });

    await send('/hello', { headers: BEARER });
    await send('/hello', { headers: [['Authorization', 'Bearer b']] });
    await send('/users/7', { headers: BEARER });

    expect(asked).toHaveLength(3);
  });

  test('that refuses holds as well, and a failure does not', async () => {
    const answers: InvokeAnswer[] = [
      { outcome: 'timedOut' },
      { outcome: 'answered', payload: { isAuthorized: false } },
    ];
    const { send } = guarded({ settings, answer: () => answers.shift() ?? YES });

    const statuses: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      statuses.push((await send('/hello', { headers: BEARER })).answer.status);
    }

    expect(statuses).toEqual([500, 403, 403]);
  });

  test('is asked for each time where nothing is kept', async () => {
    const { send, asked } = guarded();

    await send('/hello', { headers: BEARER });
    await send('/hello', { headers: BEARER });

    expect(asked).toHaveLength(2);
  });
});

describe('parseIdentitySource', () => {
  test.each([
    '$request.header.X-Key',
    '$request.querystring.key',
    '$context.routeKey',
    '$context.identity.sourceIp',
    '$stageVariables.colour',
  ])('reads %s', (expression) => {
    expect(parseIdentitySource(expression)).toBeTypeOf('function');
  });

  test.each(['$request.body', '$context.nothing', '$context.constructor', 'Authorization', ''])(
    'fails to read %j',
    (expression) => {
      expect(parseIdentitySource(expression)).toBeUndefined();
    },
  );
});

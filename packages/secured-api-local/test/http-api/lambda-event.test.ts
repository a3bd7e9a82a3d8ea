import { describe, expect, test } from 'vitest';
import { createApiFixture } from './api-fixture';

const header = (name: string, value: string) => [name, value] as const;

async function eventOf(
  target: string,
  sent: Parameters<ReturnType<typeof createApiFixture>['send']>[1] = {},
  options: Parameters<typeof createApiFixture>[0] = {},
): Promise<Record<string, unknown>> {
  const { send, invocations } = createApiFixture({ routes: ['ANY /users/{id}'], ...options });
  await send(target, sent);
  return invocations[0]?.event ?? {};
}

describe('the event of payload format 2.0', () => {
  test('has every field', async () => {
    const event = await eventOf('/users/a%20b?x=1&y=%20&x=2', {
      headers: [header('User-Agent', 'test'), header('Cookie', 'a=1; b=2')],
    });

    expect(event).toEqual({
      version: '2.0',
      routeKey: 'ANY /users/{id}',
      rawPath: '/users/a b',
      rawQueryString: 'x=1&y=%20&x=2',
      cookies: ['a=1', 'b=2'],
      headers: { host: 'localhost:4001', 'user-agent': 'test', cookie: 'a=1; b=2' },
      queryStringParameters: { x: '1,2', y: ' ' },
      requestContext: {
        accountId: '111122223333',
        apiId: 'abcdefghij',
        domainName: 'localhost:4001',
        domainPrefix: 'localhost:4001',
        http: {
          method: 'GET',
          path: '/users/a b',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
        },
        requestId: expect.stringMatching(/^[A-Za-z0-9]{15}$/),
        routeKey: 'ANY /users/{id}',
        stage: '$default',
        time: '05/Sep/2026:07:05:01 +0000',
        timeEpoch: Date.UTC(2026, 8, 5, 7, 5, 1),
      },
      pathParameters: { id: 'a b' },
      isBase64Encoded: false,
    });
  });

  test('leaves out what is empty', async () => {
    const event = await eventOf('/hello', {}, { routes: ['GET /hello'] });

    expect(Object.keys(event).sort()).toEqual([
      'headers',
      'isBase64Encoded',
      'rawPath',
      'rawQueryString',
      'requestContext',
      'routeKey',
      'version',
    ]);
  });

  test('carries the request id of the answer', async () => {
    const { send, invocations } = createApiFixture();

    const { answer, requestId } = await send('/hello');

    expect(answer.headers['apigw-requestid']).toBe(requestId);
    expect(invocations[0]?.event).toMatchObject({ requestContext: { requestId } });
  });

  test('joins a header that comes twice, in lower case', async () => {
    const event = await eventOf('/users/1', { headers: [header('X-A', '1'), header('x-a', '2')] });

    expect(event.headers).toMatchObject({ 'x-a': '1,2' });
  });

  test('joins cookie headers to one list', async () => {
    const event = await eventOf('/users/1', {
      headers: [header('Cookie', 'a=1'), header('cookie', 'b=2;c=3')],
    });

    expect(event.cookies).toEqual(['a=1', 'b=2', 'c=3']);
  });

  test.each(['constructor', '__proto__', 'toString'])(
    'keeps a header and a parameter named %s as they are',
    async (name) => {
      const event = await eventOf(`/users/1?${name}=q`, { headers: [header(name, 'h')] });

      expect(Object.entries(event.headers ?? {})).toContainEqual([name.toLowerCase(), 'h']);
      expect(Object.entries(event.queryStringParameters ?? {})).toEqual([[name, 'q']]);
    },
  );

  test.each([
    ['application/json', '{"a":"ä"}'],
    ['application/json; charset=utf-8', '{}'],
    ['application/problem+json', '{}'],
    ['text/plain', 'ä'],
    ['application/xml', '<a/>'],
  ])('carries a body of %s as text', async (type, body) => {
    const event = await eventOf('/users/1', {
      method: 'POST',
      headers: [header('Content-Type', type)],
      body,
    });

    expect(event).toMatchObject({ body, isBase64Encoded: false });
  });

  test.each(['application/octet-stream', 'application/x-www-form-urlencoded', 'image/png', ''])(
    'carries a body of %j in base64',
    async (type) => {
      const body = Buffer.from([0, 255, 1]);

      const event = await eventOf('/users/1', {
        method: 'POST',
        headers: [header('Content-Type', type)],
        body,
      });

      expect(event).toMatchObject({ body: body.toString('base64'), isBase64Encoded: true });
    },
  );

  test('names the stage in path and context and carries its variables', async () => {
    const event = await eventOf(
      '/dev/users/1',
      {},
      {
        stages: [{ name: 'dev', variables: { colour: 'blue' } }],
      },
    );

    expect(event).toMatchObject({
      rawPath: '/dev/users/1',
      requestContext: { stage: 'dev', http: { path: '/dev/users/1' } },
      stageVariables: { colour: 'blue' },
    });
  });
});

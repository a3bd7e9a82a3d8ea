import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createApiFixture } from './api-fixture';

type Answer = (response: ServerResponse) => void;

/** A web server on this machine that keeps what it was asked. */
async function webServer(answer: Answer = (response) => response.end('hello')) {
  const asked: { method?: string; url?: string; headers: object; body: string }[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method, url, headers } = request;
    const body = Buffer.concat(chunks).toString();
    asked.push({ ...(method && { method }), ...(url && { url }), headers, body });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, origin: `http://127.0.0.1:${port}` };
}

function proxying(url: string, options: { webServers?: Record<string, string>; ms?: number } = {}) {
  const { webServers = {}, ms = 30_000 } = options;
  return createApiFixture({
    routes: ['ANY /items/{id}', 'GET /files/{path+}'],
    webServers,
    integration: { kind: 'proxy', url, method: undefined, timeoutMs: ms },
  });
}

describe('a route to a web server', () => {
  test('hands on method, path, query, headers and body', async () => {
    const { asked, origin } = await webServer();
    const { send } = proxying(`${origin}/things/{id}?all=1`);

    const { answer } = await send('/items/a%20b%3B?x=%2F&y', {
      method: 'PUT',
      headers: [
        ['X-Colour', 'blue'],
        ['Connection', 'x-hop'],
        ['Transfer-Encoding', 'chunked'],
      ],
      body: '{"a":1}',
    });

    expect([answer.status, String(answer.body)]).toEqual([200, 'hello']);
    expect(asked).toMatchObject([
      { method: 'PUT', url: '/things/a%20b%3B?all=1&x=%2F&y', body: '{"a":1}' },
    ]);
    expect(asked[0]?.headers).toMatchObject({
      host: new URL(origin).host,
      'x-colour': 'blue',
      'content-length': '7',
      forwarded: 'for=127.0.0.1;host=localhost:4001;proto=https',
    });
    expect(asked[0]?.headers).not.toHaveProperty('transfer-encoding');
  });

  test('fills in a greedy variable with its slashes', async () => {
    const { asked, origin } = await webServer();

    await proxying(`${origin}/{path}`).send('/files/a/b%23/c');

    expect(asked[0]?.url).toBe('/a/b%23/c');
  });

  test('hands status, headers and every cookie back, and no header of the gateway', async () => {
    const { origin } = await webServer((response) =>
      response
        .writeHead(418, {
          'x-answer': 'tea',
          'set-cookie': ['a=1', 'b=2'],
          'apigw-requestid': 'mine',
        })
        .end(),
    );

    const { answer, requestId } = await proxying(`${origin}/{id}`).send('/items/1');

    expect(answer.status).toBe(418);
    expect(answer.headers).toMatchObject({ 'x-answer': 'tea', 'set-cookie': ['a=1', 'b=2'] });
    expect(answer.headers['apigw-requestid']).toBe(requestId);
  });

  test('hands a redirect back and does not follow it', async () => {
    const secret = await webServer();
    const { origin } = await webServer((response) =>
      response.writeHead(302, { location: `${secret.origin}/` }).end(),
    );

    const { answer } = await proxying(`${origin}/{id}`).send('/items/1');

    expect([answer.status, answer.headers.location]).toEqual([302, `${secret.origin}/`]);
    expect(secret.asked).toEqual([]);
  });

  test.each(['https://site.example', 'http://169.254.169.254', 'http://localhost.example'])(
    'fails to ask %s, which is not this machine, with the remedy in the reason alone',
    async (origin) => {
      const { answer, reason } = await proxying(`${origin}/{id}`).send('/items/1');

      expect([answer.status, answer.body]).toEqual([500, '{"message":"Internal Server Error"}']);
      expect(reason).toBe(`'${origin}' is not asked, name what answers for it by --endpoint`);
    },
  );

  test('asks what answers for its origin', async () => {
    const { asked, origin } = await webServer();
    const webServers = { 'https://site.example': origin };

    const { answer } = await proxying('https://site.example/x/{id}', { webServers }).send(
      '/items/1?q=2',
    );

    expect(answer.status).toBe(200);
    expect(asked[0]?.url).toBe('/x/1?q=2');
  });

  test('fails with 503 where nobody answers, or too late', async () => {
    const late = await webServer(() => undefined);

    const answers = await Promise.all([
      proxying('http://127.0.0.1:1/{id}').send('/items/1'),
      proxying(`${late.origin}/{id}`, { ms: 50 }).send('/items/1'),
    ]);

    expect(answers.map(({ answer }) => [answer.status, answer.body])).toEqual(
      answers.map(() => [503, '{"message":"Service Unavailable"}']),
    );
  });

  test('fails with 500 for a variable that the route has not', async () => {
    const { origin } = await webServer();

    const { answer } = await proxying(`${origin}/{constructor}`).send('/items/1');

    expect(answer.status).toBe(500);
  });
});

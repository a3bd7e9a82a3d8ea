import { describe, expect, onTestFinished, test } from 'vitest';
import { createApiServer } from '../../src/http-api/api-server';
import type { InvokeAnswer } from '../../src/lambda/functions';
import { createRandom } from '../../src/support/random';
import { RequestLog } from '../../src/support/request-log';
import { QUIET } from '../environment';
import { request, sendRaw, statusOf } from '../support/raw-http';
import { createApiFixture, iamRoute } from './api-fixture';

async function serve(invoke?: () => InvokeAnswer) {
  const { api, clock, invocations } = createApiFixture({
    routes: ['GET /hello', 'POST /hello', iamRoute('GET /private/{rest+}')],
    authorizeIam: ({ arn }) => ({ allowed: false, status: 403, reason: `nobody may ${arn}` }),
    ...(invoke && { invoke }),
  });
  const lines: string[] = [];
  const requests = new RequestLog();
  const server = createApiServer({
    name: 'Api',
    api,
    clock,
    random: createRandom(),
    log: { ...QUIET, info: (line) => lines.push(line) },
    requests,
  });
  onTestFinished(() => server.close());
  const port = await server.listen(0);
  return { port, url: `http://localhost:${port}`, lines, requests, invocations };
}

const REQUEST_ID = /^apigw-requestid: [A-Za-z0-9]{15}\r$/m;

describe('createApiServer', () => {
  test('runs the function and keeps the request', async () => {
    const { url, requests, lines } = await serve();

    const response = await fetch(`${url}/hello?secret=1`);

    expect(response.status).toBe(200);
    expect(requests.list()).toEqual([
      {
        id: response.headers.get('apigw-requestid'),
        at: '2026-09-05T07:05:01.000Z',
        api: 'Api',
        method: 'GET',
        path: '/hello',
        routeKey: 'GET /hello',
        status: 200,
        caller: 'anyone',
        reason: undefined,
      },
    ]);
    expect(lines).toEqual(['GET /hello 200']);
  });

  test.each<[string, number, string]>([
    ['GET /nothing HTTP/1.1', 404, '{"message":"Not Found"}'],
    ['GET /private/a HTTP/1.1', 403, '{"message":"Forbidden"}'],
    ['GET /a%00b HTTP/1.1', 400, '{"message":"Bad Request"}'],
    ['GET http://localhost/hello HTTP/1.1', 400, '{"message":"Bad Request"}'],
    ['DELETE /hello HTTP/1.1', 404, '{"message":"Not Found"}'],
  ])('answers %s with %i', async (line, status, body) => {
    const { port } = await serve();

    const answer = await sendRaw(port, request(line));

    expect(statusOf(answer)).toBe(status);
    expect(answer).toMatch(REQUEST_ID);
    expect(answer.endsWith(`\r\n\r\n${body}`)).toBe(true);
  });

  test('answers 413 to more than 10 MB', async () => {
    const { url, invocations } = await serve();

    const response = await fetch(`${url}/hello`, {
      method: 'POST',
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    });

    expect([response.status, await response.text()]).toEqual([
      413,
      '{"message":"Request Entity Too Large"}',
    ]);
    expect(response.headers.get('apigw-requestid')).toMatch(/^\w{15}$/);
    expect(invocations).toEqual([]);
  });

  test('answers 431 to more than 10,240 bytes of headers', async () => {
    const { port } = await serve();

    const answer = await sendRaw(
      port,
      request('GET /hello HTTP/1.1', [`X: ${'x'.repeat(10_240)}`]),
    );

    expect(statusOf(answer)).toBe(431);
    expect(answer).toMatch(REQUEST_ID);
  });

  test.each([
    ['evil.example', 403],
    ['localhost', 200],
  ])('answers the host %s with %i', async (host, status) => {
    const { port } = await serve();

    const answer = await sendRaw(
      port,
      request('GET /hello HTTP/1.1').replace('Host: localhost', `Host: ${host}`),
    );

    expect(statusOf(answer)).toBe(status);
    expect(answer).toMatch(REQUEST_ID);
  });

  test('tells no detail of a fault of its own', async () => {
    const { url } = await serve(() => {
      throw new Error('the detail');
    });

    const response = await fetch(`${url}/hello`);

    expect([response.status, await response.text()]).toEqual([
      500,
      '{"message":"Internal Server Error"}',
    ]);
    expect(response.headers.get('apigw-requestid')).toMatch(/^\w{15}$/);
  });

  test('lets no control character of a path reach the terminal', async () => {
    const { port, lines, requests } = await serve();

    await sendRaw(port, request('GET /private/%1b%5b31m%0aforged HTTP/1.1'));

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[\x20-\x7e]+$/);
    expect(lines[0]).toContain('?[31m?forged');
    expect(requests.list()[0]?.path).toBe('/private/%1b%5b31m%0aforged');
  });

  test('survives requests with broken bytes and ends', async () => {
    const { port, url } = await serve();
    const whole = request('POST /hello?x=%2F HTTP/1.1', ['Content-Length: 2', 'Cookie: a=b']);
    const pieces = Array.from({ length: 40 }, (_, index) => {
      const bytes = Buffer.from(`${whole}{}`);
      bytes[(index * 7) % bytes.length] = (index * 37) % 256;
      return bytes.subarray(0, bytes.length - (index % 5));
    });

    await Promise.all(pieces.map((piece) => sendRaw(port, piece).catch(() => '')));

    expect((await fetch(`${url}/hello`)).status).toBe(200);
  });
});

test('RequestLog keeps the last 500, newest first', () => {
  const log = new RequestLog();
  const entry = {
    at: 0,
    api: 'Api',
    method: 'GET',
    path: '/',
    routeKey: undefined,
    status: 200,
    caller: undefined,
    reason: undefined,
  };

  for (let index = 0; index < 501; index += 1) log.add({ id: String(index), ...entry });

  expect(log.list()).toHaveLength(500);
  expect([log.list()[0]?.id, log.list()[499]?.id]).toEqual(['500', '1']);
});

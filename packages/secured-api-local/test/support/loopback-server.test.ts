import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createLoopbackServer,
  type LoopbackServerOptions,
  type Refusal,
  type ServerRequest,
} from '../../src/support/loopback-server';
import { QUIET, START } from '../environment';
import { request, sendRaw, statusOf } from './raw-http';

const STATUS: Record<Refusal, number> = {
  malformed: 400,
  headTooLarge: 431,
  bodyTooLarge: 413,
  foreignHost: 403,
  broken: 500,
};

async function serve(options: Partial<LoopbackServerOptions> = {}) {
  const received: ServerRequest[] = [];
  const server = createLoopbackServer({
    hostPort: 'own',
    maxHeadBytes: 2048,
    maxBodyBytes: 100,
    clock: { now: () => START },
    log: QUIET,
    refuse: (why) => ({ status: STATUS[why], headers: { 'x-why': why }, body: why }),
    async answer(asked) {
      received.push(asked);
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'fine' };
    },
    ...options,
  });
  onTestFinished(() => server.close());
  const port = await server.listen(0);
  return { server, port, received, url: `http://localhost:${port}` };
}

describe('createLoopbackServer', () => {
  test('hands a request on as it came', async () => {
    const { port, received } = await serve();

    const answer = await sendRaw(
      port,
      `POST /a%20b/../c?x=%2F HTTP/1.1\r\nhOsT: localhost:${port}\r\nX-A: 1\r\nx-a:  2\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi`,
    );

    expect(statusOf(answer)).toBe(200);
    expect(received).toEqual([
      {
        raw: {
          method: 'POST',
          target: '/a%20b/../c?x=%2F',
          headers: [
            ['hOsT', `localhost:${port}`],
            ['X-A', '1'],
            ['x-a', '2'],
            ['Connection', 'close'],
            ['Content-Length', '2'],
          ],
          body: Buffer.from('hi'),
        },
        sourceIp: '127.0.0.1',
        protocol: 'HTTP/1.1',
      },
    ]);
  });

  test('dates its answers by its own clock', async () => {
    const { url } = await serve();

    const response = await fetch(url);

    expect(response.headers.get('date')).toBe('Sat, 05 Sep 2026 07:05:01 GMT');
  });

  test.each(['localhost', 'LOCALHOST', 'app.localhost', '127.0.0.1', '[::1]'])(
    'takes the host %s with its own port',
    async (host) => {
      const { port } = await serve();

      const answer = await sendRaw(
        port,
        request('GET / HTTP/1.1').replace('localhost', `${host}:${port}`),
      );

      expect(statusOf(answer)).toBe(200);
    },
  );

  test('fails for its own host with the port of another server, or none', async () => {
    const { port, received } = await serve();
    const ask = async (host: string) =>
      statusOf(
        await sendRaw(port, request('GET / HTTP/1.1').replace('Host: localhost', `Host: ${host}`)),
      );

    expect(await ask(`localhost:${port + 1}`)).toBe(403);
    expect(await ask('localhost ')).toBe(403);
    expect(received).toEqual([]);
  });

  test('takes the port of a proxy on this machine where it is told to', async () => {
    const { port } = await serve({ hostPort: 'any' });
    const ask = async (host: string) =>
      statusOf(
        await sendRaw(port, request('GET / HTTP/1.1').replace('Host: localhost', `Host: ${host}`)),
      );

    expect(await ask(`localhost:${port + 1}`)).toBe(200);
    expect(await ask('evil.example')).toBe(403);
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    'evillocalhost',
    '127.0.0.1.evil.example',
    '127.0.0.2',
    '0.0.0.0',
    '[::]',
    'localhost@evil.example',
    'localhost:80:80',
    '.localhost',
    '',
  ])('fails for the foreign host %j', async (host) => {
    const { port, received } = await serve();

    const answer = await sendRaw(port, request('GET / HTTP/1.1').replace('localhost', host));

    expect(statusOf(answer)).toBe(403);
    expect(received).toEqual([]);
  });

  test('fails for two hosts, and for none', async () => {
    const { port, received } = await serve();

    const two = await sendRaw(port, request('GET / HTTP/1.1', ['Host: localhost']));
    const none = await sendRaw(port, 'GET / HTTP/1.0\r\n\r\n');

    expect([two, none].map(statusOf)).toEqual([expect.any(Number), 403]);
    expect(statusOf(two)).toBeGreaterThanOrEqual(400);
    expect(received).toEqual([]);
  });

  test.each(['Content-Length: 500\r\n\r\n', 'Transfer-Encoding: chunked\r\n\r\n1f4\r\n'])(
    'answers 413 to a body that is too large, by %j',
    async (start) => {
      const { port, received } = await serve();
      const end = start.startsWith('Transfer') ? '\r\n0\r\n\r\n' : '';

      const answer = await sendRaw(
        port,
        `POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${start}${'x'.repeat(500)}${end}`,
      );

      expect(statusOf(answer)).toBe(413);
      expect(received).toEqual([]);
    },
  );

  test('answers 431 to headers that are too large', async () => {
    const { port } = await serve();

    const answer = await sendRaw(port, request('GET / HTTP/1.1', [`X: ${'x'.repeat(3000)}`]));

    expect(answer).toMatch(
      /^HTTP\/1\.1 431 [\s\S]*x-why: headTooLarge[\s\S]*\r\n\r\nheadTooLarge$/,
    );
  });

  test.each([
    'hello\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET / HTTP/1.1\r\nHost localhost\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    '\0\0\0\0',
    '\x16\x03\x01\x02\x00\x01\x00',
  ])('survives the malformed request %j', async (bytes) => {
    const { port, url } = await serve();

    const answer = await sendRaw(port, bytes);
    const after = await fetch(url);

    expect(statusOf(answer)).toBe(400);
    expect(after.status).toBe(200);
  });

  test('ends a connection whose headers do not come', async () => {
    const { port, received } = await serve({ headTimeoutMs: 50 });
    const socket = connect({ port, host: '127.0.0.1' });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));

    socket.write('GET / HTTP/1.1\r\nHo');
    await once(socket, 'close');

    expect(statusOf(Buffer.concat(chunks).toString())).toBe(400);
    expect(received).toEqual([]);
  });

  test('survives a client that goes away in the middle of its body', async () => {
    const { port, url, received } = await serve();

    await sendRaw(port, 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\nhalf');
    const after = await fetch(url);

    expect(after.status).toBe(200);
    expect(received.map(({ raw }) => raw.method)).toEqual(['GET']);
  });

  test('tells no detail of a fault and goes on', async () => {
    const warnings: string[] = [];
    const { url } = await serve({
      log: { ...QUIET, warn: (line) => warnings.push(line) },
      answer: () => Promise.reject(new Error('the detail')),
    });

    const response = await fetch(url);

    expect([response.status, await response.text()]).toEqual([500, 'broken']);
    expect(warnings[0]).toContain('the detail');
  });

  test('answers 500 where the answer itself cannot be written', async () => {
    const { url } = await serve({
      answer: async () => ({ status: 200, headers: { 'x-own': '1', x: 'a\nb' }, body: 'fine' }),
    });

    const response = await fetch(url);

    expect(response.status).toBe(500);
    expect(response.headers.has('x-own')).toBe(false);
  });

  test.each([
    ['GET', 200, 'content-length: 4'],
    ['HEAD', 200, undefined],
    ['GET', 204, undefined],
    ['GET', 304, undefined],
  ])('%s answered by %d says of its length: %s', async (method, status, expected) => {
    const { port } = await serve({
      answer: async () => ({ status, headers: { 'set-cookie': ['a=1', 'b=2'] }, body: 'fine' }),
    });

    const answer = await sendRaw(port, request(`${method} / HTTP/1.1`));

    expect(/content-length: \d+/i.exec(answer)?.[0]).toBe(expected);
    expect(answer.match(/set-cookie: .=./g)).toEqual(['set-cookie: a=1', 'set-cookie: b=2']);
    expect(answer).not.toMatch(/transfer-encoding/i);
    expect(answer.endsWith('fine')).toBe(expected !== undefined);
  });

  test('answers over one connection in the order of the requests', async () => {
    const { port } = await serve({
      answer: async ({ raw }) => ({ status: 200, headers: {}, body: `<${raw.target}>` }),
    });
    const one = 'GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\n';

    const answer = await sendRaw(port, one + request('GET /2 HTTP/1.1'));

    expect(answer.match(/<.*>/g)).toEqual(['</1>', '</2>']);
  });

  test('fails with PortInUse for a port that is taken', async () => {
    const { port } = await serve();
    const second = createLoopbackServer({
      hostPort: 'own',
      maxHeadBytes: 2048,
      maxBodyBytes: 100,
      clock: { now: () => START },
      log: QUIET,
      refuse: () => ({ status: 500, headers: {}, body: '' }),
      answer: async () => ({ status: 200, headers: {}, body: '' }),
    });

    await expect(second.listen(port)).rejects.toMatchObject({
      name: 'LocalRuntimeError',
      code: 'PortInUse',
      message: `port ${port} is in use`,
    });
  });

  test('listens on the loopback addresses and on no other', async () => {
    const { port } = await serve();
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');

    const free = createServer();
    const bound = await new Promise<boolean>((resolve) => {
      free.once('error', () => resolve(false));
      free.listen({ port, host: outside?.address ?? '127.0.0.2' }, () => resolve(true));
    });
    await new Promise((resolve) => free.close(resolve));

    expect(bound).toBe(true);
  });

  test('ends open connections and frees its port when it closes', async () => {
    const { server, port } = await serve();
    const open = sendRaw(port, 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n');

    await server.close();
    await open.catch(() => undefined);

    expect(await server.listen(port)).toBe(port);
  });
});

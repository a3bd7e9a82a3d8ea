import { request } from 'node:http';
import { startLocal } from 'secured-api-local';
import { afterAll, describe, expect, test } from 'vitest';
import { apiUrl, forgetSession, newSession } from './support/amplify-user';
import { exampleAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { type Key, type SignOptions, sign } from './support/sign';

const local = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });
const { credentials, accessToken, idToken } = await newSession(local);
await forgetSession();
afterAll(() => local.stop());

const url = `${apiUrl(local)}/private`;
const MINUTE = 60_000;

async function call(init: RequestInit, target = url) {
  const response = await fetch(target, init);
  return { status: response.status, body: await response.text() };
}

async function callSigned(options: SignOptions = {}, key: Key = credentials) {
  return call(await sign(url, key, options));
}

const FORBIDDEN = { status: 403, body: '{"message":"Forbidden"}' };
const ago = (ms: number): Date => new Date(Date.now() - ms);
const flip = (text: string): string => (text.endsWith('A') ? 'B' : 'A');

describe('an IAM route', () => {
  test('answers a good signature', async () => {
    expect((await callSigned()).status).toBe(200);
    expect((await callSigned({ signingDate: ago(4 * MINUTE) })).status).toBe(200);
  });

  test('fails without a signature', async () => {
    expect(await call({})).toEqual(FORBIDDEN);
  });

  test.each([
    ['id token', idToken],
    ['access token', accessToken],
  ])('fails with an %s instead of a signature', async (_, token) => {
    expect(await call({ headers: { authorization: `Bearer ${token}` } })).toEqual(FORBIDDEN);
  });

  test.each<[string, SignOptions]>([
    ['another region', { region: 'eu-west-1' }],
    ['another service', { service: 's3' }],
    ['six minutes ago', { signingDate: ago(6 * MINUTE) }],
    ['six minutes ahead', { signingDate: ago(-6 * MINUTE) }],
  ])('fails with a signature for %s', async (_, options) => {
    expect(await callSigned(options)).toEqual(FORBIDDEN);
  });

  test.each<[string, (key: Key) => Key]>([
    ['another secret', (key) => ({ ...key, secretAccessKey: 'x'.repeat(40) })],
    ['an unknown access key', (key) => ({ ...key, accessKeyId: 'ASIAUNKNOWNUNKNOWN00' })],
    ['no session token', ({ accessKeyId, secretAccessKey }) => ({ accessKeyId, secretAccessKey })],
    [
      'a changed session token',
      (key) => ({
        ...key,
        sessionToken: `${key.sessionToken?.slice(0, -5)}${flip(key.sessionToken ?? '')}AAA=`,
      }),
    ],
  ])('fails with %s', async (_, change) => {
    expect(await callSigned({}, change(credentials))).toEqual(FORBIDDEN);
  });

  test('fails when the method, the path or the query changed after signing', async () => {
    const init = await sign(url, credentials);

    expect(await call({ ...init, method: 'POST' })).toMatchObject({ status: 404 });
    expect(await call(init, `${url}?a=1`)).toEqual(FORBIDDEN);
    expect(await call(init, `${url}?`)).toMatchObject({ status: 200 });
  });

  test('fails when the body changed after signing, whatever hash the header claims', async () => {
    const init = await sign(url, credentials, { method: 'GET' });
    const body = 'tampered';

    const status = await new Promise((resolve) => {
      const headers = { ...init.headers, 'content-length': body.length };
      const sent = request(url, { method: 'GET', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.end(body);
    });

    expect(status).toBe(403);
  });

  test('fails with UNSIGNED-PAYLOAD', async () => {
    const signed = await sign(url, credentials);

    const headers = { ...signed.headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };

    expect(await call({ ...signed, headers })).toEqual(FORBIDDEN);
  });

  test.each([
    '/private/',
    '//private',
    '/Private',
    '/private%2F',
    '/%70rivate%2Fx',
    '/private%3Fx',
    '/./private/../nothing',
  ])('does not open to an unsigned %s', async (path) => {
    const { hostname, port } = new URL(url);

    const status = await new Promise((resolve) => {
      request({ hostname, port, path }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });

    expect([403, 404]).toContain(status);
  });

  test('fails after the credentials have expired', async () => {
    const other = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });
    const session = await newSession(other);
    await forgetSession();
    const target = `${apiUrl(other)}/private`;
    other.clock.advance(61 * MINUTE);

    const signingDate = new Date(other.clock.now());
    const init = await sign(target, session.credentials, { signingDate });

    expect(await call(init, target)).toEqual(FORBIDDEN);
    await other.stop();
  });
});

describe('the API', () => {
  test('answers anyone on an open route', async () => {
    expect((await call({}, `${apiUrl(local)}/public`)).status).toBe(200);
  });

  test('fails for a route that it has not, as AWS does', async () => {
    expect(await call({}, `${apiUrl(local)}/nothing`)).toEqual({
      status: 404,
      body: '{"message":"Not Found"}',
    });
  });

  test('fails for a host that is not this machine', async () => {
    const { port } = new URL(url);

    const status = await new Promise((resolve) => {
      const headers = { host: 'evil.example' };
      request({ hostname: '127.0.0.1', port, path: '/public', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });

    expect(status).toBe(403);
  });
});

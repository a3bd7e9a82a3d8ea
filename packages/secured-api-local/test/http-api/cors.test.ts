import { describe, expect, test } from 'vitest';
import type { CorsSettings } from '../../src/http-api/api-settings';
import { createApiFixture, iamRoute } from './api-fixture';

const SITE = 'https://site.example';
const CORS: CorsSettings = {
  allowOrigins: [SITE, 'http://*'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['authorization', 'x-amz-date'],
  exposeHeaders: ['date', 'apigw-requestid'],
  allowCredentials: true,
  maxAgeSeconds: 600,
};

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: [
    ['Origin', origin],
    ['Access-Control-Request-Method', 'GET'],
  ] as const,
});

const from = (origin: string) => ({ headers: [['Origin', origin]] as const });

const corsNames = (headers: object) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'));

describe('CORS', () => {
  test('answers a preflight of an allowed origin with 204 and everything that is allowed', async () => {
    const { send, invocations } = createApiFixture({ cors: CORS });

    const { answer } = await send('/hello', preflight(SITE));

    expect(answer).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': SITE,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': 'authorization,x-amz-date',
        'access-control-max-age': '600',
        vary: 'Origin',
      },
    });
    expect(invocations).toEqual([]);
  });

  test('answers a preflight of a path that has no route', async () => {
    const { send } = createApiFixture({ cors: CORS });

    const { answer } = await send('/nothing', preflight(SITE));

    expect(answer.status).toBe(204);
  });

  test.each([
    'https://site.example.evil.example',
    'https://site.example:8443',
    'https://SITE.example',
    'http',
    'null',
    '',
  ])('gives the foreign origin %j no header', async (origin) => {
    const { send } = createApiFixture({ cors: CORS });

    const asked = await send('/hello', preflight(origin));
    const called = await send('/hello', from(origin));

    expect(corsNames(asked.answer.headers)).toEqual([]);
    expect(corsNames(called.answer.headers)).toEqual([]);
  });

  test('takes any host of a scheme that is listed by a wildcard', async () => {
    const { send } = createApiFixture({ cors: CORS });

    const { answer } = await send('/hello', from('http://anything:5173'));

    expect(answer.headers['access-control-allow-origin']).toBe('http://anything:5173');
  });

  test('answers an asterisk with an asterisk', async () => {
    const cors = { ...CORS, allowOrigins: ['*'], allowCredentials: false };
    const { send } = createApiFixture({ cors });

    const { answer } = await send('/hello', from('https://anybody.example'));

    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  test('puts its headers on a refusal', async () => {
    const { send } = createApiFixture({ cors: CORS, routes: [iamRoute('GET /hello')] });

    const { answer } = await send('/hello', from(SITE));

    expect(answer).toMatchObject({
      status: 403,
      headers: {
        'access-control-allow-origin': SITE,
        'access-control-expose-headers': 'date,apigw-requestid',
      },
    });
  });

  test('ignores what the function says of CORS and keeps what its answer varies on', async () => {
    const headers = { 'Access-Control-Allow-Origin': '*', Vary: 'Accept' };
    const { send } = createApiFixture({
      cors: CORS,
      invoke: () => ({ outcome: 'answered', payload: { statusCode: 200, headers } }),
    });

    const foreign = await send('/hello', from('https://evil.example'));
    const own = await send('/hello', from(SITE));

    expect(corsNames(foreign.answer.headers)).toEqual([]);
    expect(own.answer.headers).toMatchObject({
      'access-control-allow-origin': SITE,
      vary: 'Accept, Origin',
    });
  });

  test('is the function’s own matter in an API that has no CORS', async () => {
    const headers = { 'Access-Control-Allow-Origin': 'https://own.example' };
    const { send } = createApiFixture({
      invoke: () => ({ outcome: 'answered', payload: { statusCode: 200, headers } }),
    });

    const { answer } = await send('/hello', from(SITE));

    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': 'https://own.example' });
  });

  test('adds nothing to a request without an origin, nor to an API without CORS', async () => {
    const withCors = createApiFixture({ cors: CORS });
    const without = createApiFixture();

    const plain = await withCors.send('/hello');
    const asked = await without.send('/hello', preflight(SITE));

    expect(corsNames(plain.answer.headers)).toEqual([]);
    expect(asked.answer.status).toBe(404);
    expect(corsNames(asked.answer.headers)).toEqual([]);
  });

  test('leaves a preflight to a route that takes OPTIONS', async () => {
    const { send, invocations } = createApiFixture({ cors: CORS, routes: ['ANY /hello'] });

    await send('/hello', preflight(SITE));

    expect(invocations).toHaveLength(1);
  });

  test('answers 404 to an OPTIONS that is no preflight', async () => {
    const { send } = createApiFixture({ cors: CORS });

    const { answer } = await send('/hello', { method: 'OPTIONS', ...from(SITE) });

    expect(answer.status).toBe(404);
  });
});

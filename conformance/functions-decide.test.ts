import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { RouteAccess, RouteHandler, SecuredApi } from 'cdk-secured-api';
import { startLocal } from 'secured-api-local';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { quiet } from './support/quiet-log';
import { stackAssembly } from './support/stack-assembly';

const GUARD = `let asked = 0;
exports.handler = async ({ headers }) => {
  asked += 1;
  if (headers.authorization === 'fail') throw new Error('no');
  return { isAuthorized: headers.authorization === 'open sesame', context: { asked } };
};`;
const ECHO = 'exports.handler = async (event) => event.requestContext.authorizer?.lambda ?? null;';

function inline(stack: Stack, id: string, code: string): RouteHandler {
  return RouteHandler.fromFunction(
    new LambdaFunction(stack, id, {
      code: Code.fromInline(code),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
    }),
  );
}

const assembly = stackAssembly((stack) => {
  const handler = inline(stack, 'Handler', ECHO);
  const guard = inline(stack, 'Guard', GUARD);
  const api = new SecuredApi(stack, 'Api', {
    routes: {
      'GET /asked': { handler, access: RouteAccess.lambdaAuthorizer(guard) },
      'GET /kept': {
        handler,
        access: RouteAccess.lambdaAuthorizer(guard, { resultsCacheTtl: Duration.minutes(1) }),
      },
      'ANY /prices/{id}': {
        handler: RouteHandler.fromUrl('https://prices.example.com/v1/{id}'),
        access: RouteAccess.anyone(),
      },
      'GET /elsewhere': {
        handler: RouteHandler.fromUrl('https://elsewhere.example.com/'),
        access: RouteAccess.anyone(),
      },
    },
  });
  new CfnOutput(stack, 'Url', { value: api.url });
});
const seen: string[] = [];
const web = createServer((request, response) => {
  seen.push(`${request.method} ${request.url}`);
  response.end('42');
});
await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
const local = await startLocal({
  assembly: assembly.folder,
  port: 0,
  log: quiet,
  endpoints: {
    'https://prices.example.com': `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
  },
});
afterAll(async () => {
  await local.stop();
  web.close();
  assembly.remove();
});
beforeEach(() => {
  seen.length = 0;
});

async function call(path: string, authorization?: string, method = 'GET') {
  const headers = new Headers(
    authorization === undefined ? [] : [['authorization', authorization]],
  );
  const response = await fetch(`${String(local.outputs.Url)}${path}`, { method, headers });
  return { status: response.status, text: await response.text() };
}

describe('a route that a function guards', () => {
  test('opens to whom the function lets in', async () => {
    const { status, text } = await call('/asked', 'open sesame');

    expect([status, JSON.parse(text)]).toEqual([200, { asked: expect.any(Number) }]);
  });

  test.each<[string, string | undefined, number, string]>([
    ['nothing that tells who calls', undefined, 401, 'Unauthorized'],
    ['what the function refuses', 'sesame', 403, 'Forbidden'],
    ['what the function fails at', 'fail', 500, 'Internal Server Error'],
  ])('fails for %s', async (_, authorization, status, message) => {
    const answer = await call('/asked', authorization);

    expect(answer).toEqual({ status, text: JSON.stringify({ message }) });
  });

  test('keeps an answer for as long as the stack says', async () => {
    const answers = [await call('/kept', 'open sesame'), await call('/kept', 'open sesame')];
    local.clock.advance(60_000);
    answers.push(await call('/kept', 'open sesame'));

    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]?.text).not.toBe(answers[0]?.text);
  });
});

describe('a route that a web server answers', () => {
  test('reaches what answers for the server on this machine', async () => {
    const answer = await call('/prices/7?currency=eur', undefined, 'DELETE');

    expect(answer).toEqual({ status: 200, text: '42' });
    expect(seen).toEqual(['DELETE /v1/7?currency=eur']);
  });

  test('fails where nothing is named that answers for it', async () => {
    expect((await call('/elsewhere')).status).toBe(500);
  });
});

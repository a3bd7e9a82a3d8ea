import { describe, expect, onTestFinished, test } from 'vitest';
import { createDispatcher } from '../../src/aws-endpoint/create-dispatcher';
import { createEndpointServer } from '../../src/aws-endpoint/endpoint-server';
import type { Operation } from '../../src/aws-endpoint/operation';
import { createConsole } from '../../src/console/console';
import { createMemoryStore } from '../../src/state/memory-store';
import { AwsError } from '../../src/support/aws-error';
import { createRandom } from '../../src/support/random';
import { RequestLog } from '../../src/support/request-log';
import { ENVIRONMENT } from '../environment';
import { allow, createStsFixture } from '../sts/sts-fixture';
import { request, sendRaw, statusOf } from '../support/raw-http';
import { type Key, type SignOptions, signRequest } from '../support/sign-request';

const POOL_ARN = 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123';

const OPERATIONS: readonly Operation[] = [
  {
    name: 'Echo',
    access: { kind: 'public' },
    run: (input, { userAgent }) => ({ input, userAgent }),
  },
  { name: 'Nothing', access: { kind: 'public' }, run: () => undefined },
  {
    name: 'Refuse',
    access: { kind: 'public' },
    run: () => {
      throw new AwsError('NotAuthorizedException', 'Incorrect username or pässword.');
    },
  },
  {
    name: 'Explain',
    access: { kind: 'public' },
    run: () => {
      throw new AwsError('NotAuthorizedException', 'Incorrect.').because('the password is wrong');
    },
  },
  {
    name: 'Tell',
    access: { kind: 'public' },
    run: (_, { explain }) => explain?.('by rule 1'),
  },
  {
    name: 'Break',
    access: { kind: 'public' },
    run: () => {
      throw new Error('the detail');
    },
  },
  {
    name: 'AdminGetUser',
    access: { kind: 'iam', action: 'cognito-idp:AdminGetUser', resource: () => POOL_ARN },
    run: () => ({ Username: 'somebody' }),
  },
];

async function serve() {
  const sts = createStsFixture();
  const lines: string[] = [];
  const log = {
    info: (line: string) => lines.push(line),
    warn: (line: string) => lines.push(line),
  };
  const requests = new RequestLog();
  const foundation = { log, random: createRandom(), store: createMemoryStore() };
  const server = createEndpointServer({
    ...sts,
    ...foundation,
    dispatch: createDispatcher({
      ...sts,
      ...foundation,
      requests,
      environment: ENVIRONMENT,
      services: [{ targetPrefix: 'Service', signingName: 'cognito-idp', operations: OPERATIONS }],
    }),
    wellKnown: (poolId, name) => (poolId === 'us-east-1_AbCdEf123' ? { poolId, name } : undefined),
    changes: () => undefined,
    console: createConsole({
      inbox: () => ({}),
      users: () => ({}),
      requests: () => ({}),
      config: () => null,
      matrix: () => ({ callers: [], routes: [] }),
    }),
  });
  onTestFinished(() => server.close());
  const port = await server.listen(0);
  const url = `http://localhost:${port}`;

  const call = async (target: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}/`, {
      method: 'POST',
      body: '{}',
      ...init,
      headers: { 'x-amz-target': target, ...init.headers },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const callSigned = async (key: Key, options: SignOptions = {}, body = '{}') => {
    const { headers } = await signRequest(key, {
      method: 'POST',
      service: 'cognito-idp',
      host: `localhost:${port}`,
      body: '{}',
      ...options,
    });
    const sent = Object.fromEntries(headers.filter(([name]) => name !== 'host'));
    const { status, text } = await call('Service.AdminGetUser', { headers: sent, body });
    return [status, JSON.parse(text).__type ?? 'fine', JSON.parse(text).message];
  };
  return { ...sts, port, url, lines, requests, call, callSigned };
}

describe('operations', () => {
  test('answer JSON 1.1 that any origin may read', async () => {
    const { call } = await serve();

    const { status, headers, text } = await call('Service.Echo', {
      body: '{"A":["ä"]}',
      headers: { 'user-agent': 'test' },
    });

    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ input: { A: ['ä'] }, userAgent: 'test' });
    expect(headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('answer an empty object where they say nothing', async () => {
    const { call } = await serve();

    expect((await call('Service.Nothing', { body: '' })).text).toBe('{}');
  });

  test("refuse in AWS's form", async () => {
    const { call } = await serve();

    const { status, headers, text } = await call('Service.Refuse');

    expect([status, JSON.parse(text)]).toEqual([
      400,
      { __type: 'NotAuthorizedException', message: 'Incorrect username or pässword.' },
    ]);
    expect(headers.get('x-amzn-errortype')).toBe('NotAuthorizedException:');
    expect(headers.get('x-amzn-errormessage')).toBe('Incorrect username or p?ssword.');
  });

  test('tell no detail of a fault', async () => {
    const { call, lines } = await serve();

    const { status, text } = await call('Service.Break');

    expect([status, text]).toEqual([
      500,
      '{"__type":"InternalErrorException","message":"Internal error"}',
    ]);
    expect(lines.join('\n')).toContain('the detail');
  });

  test.each(['{', '[]', '"x"', 'null', '1', '{"a":1}}'])('fail for the body %s', async (body) => {
    const { call } = await serve();

    const { status, text } = await call('Service.Echo', { body });

    expect([status, JSON.parse(text).__type]).toEqual([400, 'SerializationException']);
  });

  test('fail for more than a megabyte', async () => {
    const { call } = await serve();

    const { status, text } = await call('Service.Echo', { body: 'x'.repeat(1024 * 1024 + 1) });

    expect([status, JSON.parse(text).__type]).toEqual([413, 'RequestEntityTooLargeException']);
  });

  test.each([
    ['Service.Other', 'UnknownOperationException'],
    ['Service.constructor', 'UnknownOperationException'],
    ['Other.Echo', 'ServiceNotAvailableLocally'],
    ['', 'ServiceNotAvailableLocally'],
  ])('fail for the target %j', async (target, type) => {
    const { call } = await serve();

    const { status, text } = await call(target);

    expect([status, JSON.parse(text).__type]).toEqual([400, type]);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('fail by %s', async (method) => {
    const { call } = await serve();

    const { status, text } = await call('Service.Echo', { method });

    expect([status, JSON.parse(text).__type]).toEqual([400, 'UnknownOperationException']);
  });

  test('fail at another path', async () => {
    const { url } = await serve();

    const response = await fetch(`${url}/path`, {
      method: 'POST',
      headers: { 'x-amz-target': 'Service.Echo' },
    });

    expect(await response.json()).toMatchObject({ __type: 'UnknownOperationException' });
  });

  test('name the service that is not there by its signature', async () => {
    const { call } = await serve();

    const { text } = await call('DynamoDB_20120810.GetItem', {
      headers: { authorization: 'Credential=A/20260905/us-east-1/dynamodb/aws4_request' },
    });

    expect(JSON.parse(text).message).toBe(
      "secured-api-local does not run 'dynamodb': start it elsewhere and name it by --endpoint",
    );
  });
});

describe('an operation that needs IAM', () => {
  const UNSIGNED = ['MissingAuthenticationTokenException', 'Missing Authentication Token'];

  test('runs for the administrator and for a role that is allowed', async () => {
    const { callSigned, tokenService, addRole, assume } = await serve();
    const role = addRole('Admins', { allows: [allow('cognito-idp:Admin*', POOL_ARN)] });

    expect(await callSigned(tokenService.administrator)).toEqual([200, 'fine', undefined]);
    expect(await callSigned(assume(role))).toEqual([200, 'fine', undefined]);
  });

  test('fails without a signature', async () => {
    const { call } = await serve();

    const { status, text } = await call('Service.AdminGetUser');

    expect([status, JSON.parse(text).__type, JSON.parse(text).message]).toEqual([400, ...UNSIGNED]);
  });

  test('fails for a key that nobody holds', async () => {
    const { callSigned } = await serve();

    const answer = await callSigned({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' });

    expect(answer).toEqual([
      400,
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ]);
  });

  test.each<[string, SignOptions, string]>([
    ['of another region', { region: 'eu-west-1' }, '{}'],
    ['for another service', { service: 'execute-api' }, '{}'],
    ['of an hour ago', { signedAt: Date.UTC(2026, 8, 5, 6, 5, 1) }, '{}'],
    ['over another body', {}, '{"UserPoolId":"x"}'],
    ['over another method', { method: 'PUT' }, '{}'],
  ])('fails for a signature %s', async (_, options, body) => {
    const { callSigned, tokenService } = await serve();

    const [status, type] = await callSigned(tokenService.administrator, options, body);

    expect([status, type]).toEqual([400, 'InvalidSignatureException']);
  });

  test('fails for a role without the action, and says which', async () => {
    const { callSigned, addRole, assume } = await serve();

    const answer = await callSigned(assume(addRole('Users')));

    expect(answer).toEqual([
      400,
      'AccessDeniedException',
      `User: arn:aws:sts::111122223333:assumed-role/Users/CognitoIdentityCredentials is not authorized to perform: cognito-idp:AdminGetUser on resource: ${POOL_ARN}`,
    ]);
  });
});

describe('the developer is told', () => {
  test('why a call was refused, which the caller is not', async () => {
    const { call, lines, requests } = await serve();

    const { text } = await call('Service.Explain');
    const [logged] = requests.list();

    expect(text).toBe('{"__type":"NotAuthorizedException","message":"Incorrect."}');
    expect(logged).toEqual({
      id: expect.any(String),
      at: '2026-09-05T07:05:01.000Z',
      api: 'cognito-idp',
      method: 'POST',
      path: 'Explain',
      routeKey: undefined,
      status: 400,
      caller: undefined,
      reason: 'NotAuthorizedException: the password is wrong',
    });
    expect(lines).toContain('Service.Explain 400 (NotAuthorizedException: the password is wrong)');
  });

  test('how a call came to its end', async () => {
    const { call, lines, requests } = await serve();

    await call('Service.Tell');

    expect(requests.list()).toMatchObject([{ path: 'Tell', status: 200, reason: 'by rule 1' }]);
    expect(lines).toContain('Service.Tell 200 (by rule 1)');
  });

  test('which part of a signature was wrong, and which policy was missing', async () => {
    const { callSigned, addRole, assume, tokenService, requests } = await serve();

    await callSigned(tokenService.administrator, { region: 'eu-west-1' });
    await callSigned(assume(addRole('Users')));

    expect(requests.list().map(({ reason }) => reason)).toEqual([
      `AccessDeniedException: cognito-idp:AdminGetUser on ${POOL_ARN}: role Users: no identity policy allows it, none speaks of the action`,
      "InvalidSignatureException: signature: foreignRegion: signed for 'eu-west-1', this is 'us-east-1'",
    ]);
  });

  test('nothing of an operation that there is not', async () => {
    const { call, requests } = await serve();

    await call('Service.Nowhere');

    expect(requests.list()).toEqual([]);
  });
});

describe('documents', () => {
  test.each(['jwks.json', 'openid-configuration'])('%s of a pool is public', async (name) => {
    const { url } = await serve();

    const response = await fetch(`${url}/us-east-1_AbCdEf123/.well-known/${name}`);

    expect(await response.json()).toEqual({ poolId: 'us-east-1_AbCdEf123', name });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test.each([
    '/',
    '/us-east-1_Other/.well-known/jwks.json',
    '/x/../_local',
    '/.well-known/jwks.json',
  ])('%s is 404', async (path) => {
    const { port } = await serve();

    expect(statusOf(await sendRaw(port, request(`GET ${path} HTTP/1.1`)))).toBe(404);
  });

  test('a browser may ask before it calls', async () => {
    const { url } = await serve();

    const response = await fetch(url, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'x-amz-target' },
    });

    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-headers')).toBe('x-amz-target');
  });

  test('the console is at /_local/ and no preflight opens it', async () => {
    const { url } = await serve();

    const [page, asked] = await Promise.all([
      fetch(`${url}/_local`),
      fetch(`${url}/_local/inbox`, { method: 'OPTIONS' }),
    ]);

    expect([page.status, page.url]).toEqual([200, `${url}/_local/`]);
    expect(asked.status).toBe(405);
  });
});

test.each([
  ['GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', 403, 'AccessDeniedException'],
  [request('GET / HTTP/1.1', [`X: ${'x'.repeat(33_000)}`]), 431, 'RequestHeaderSection'],
  ['nonsense\r\n\r\n', 400, 'SerializationException'],
])('what is no request to this machine is refused in JSON', async (bytes, status, type) => {
  const { port } = await serve();

  const answer = await sendRaw(port, bytes);

  expect(statusOf(answer)).toBe(status);
  expect(answer).toContain(`{"__type":"${type}`);
});

// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAwsJsonCall } from '../../src/core/aws-json';
import type { UserPoolOperations } from '../../src/core/user-pool-operations';
import { listen } from '../support/listen';

const readAnswer = (name: string) =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../vectors/cognito', `${name}.json`), 'utf8'),
  );

/** A caller of a service that answers one thing, and what that service got. */
async function setUpCall(status: number, body: string, headers: Record<string, string> = {}) {
  const received: Record<string, unknown>[] = [];
  const url = await listen((request, response) => {
    received.push(request.headers);
    response.writeHead(status, headers).end(body);
  });
  return { received, call: createAwsJsonCall<UserPoolOperations>(url, 'Service') };
}

const FORGOT = { Username: 'jane@example.com' };

test('sends no header that costs another preflight', async () => {
  const { call, received } = await setUpCall(200, '{}');

  await call('ForgotPassword', FORGOT);

  expect(received[0]).toMatchObject({
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'Service.ForgotPassword',
  });
  expect(Object.keys(received[0] ?? {})).not.toContain('x-amz-user-agent');
});

test.each([
  'confirm-sign-up.error.code-mismatch',
  'forgot-password.unknown-user',
  'initiate-auth.srp.unknown-user',
  'sign-up.error.username-exists',
])('reads the refusal %s as Cognito sent it', async (name) => {
  const { error } = readAnswer(name);
  const body = JSON.stringify({ __type: error.name, message: error.message });
  const { call } = await setUpCall(400, body);

  const answer = call('ForgotPassword', FORGOT);

  await expect(answer).rejects.toMatchObject({ code: error.name, message: error.message });
});

test('takes the name of a refusal from the header, without its namespace', async () => {
  const headers = { 'x-amzn-errortype': 'com.amazonaws#TooManyRequestsException:http://x/' };
  const { call } = await setUpCall(400, '', headers);

  const answer = call('ForgotPassword', FORGOT);

  await expect(answer).rejects.toMatchObject({ code: 'TooManyRequestsException', retryable: true });
});

test('calls a name that it does not know Unknown, and keeps it in the message', async () => {
  const { call } = await setUpCall(400, '{"__type":"NewException","message":"what is new"}');

  const answer = call('ForgotPassword', FORGOT);

  await expect(answer).rejects.toMatchObject({
    code: 'Unknown',
    message: 'NewException: what is new',
  });
});

test.each([
  [200, '<html>'],
  [502, 'Bad Gateway'],
])('fails on status %i with a body that is no JSON', async (status, body) => {
  const { call } = await setUpCall(status, body);

  await expect(call('ForgotPassword', FORGOT)).rejects.toMatchObject({ code: 'Unknown', status });
});

test('fails on a redirect', async () => {
  const { call, received } = await setUpCall(307, '', { location: '/elsewhere' });

  await expect(call('ForgotPassword', FORGOT)).rejects.toMatchObject({ code: 'NetworkError' });
  expect(received).toHaveLength(1);
});

test('gives up after its time', async () => {
  const url = await listen(() => undefined);
  const call = createAwsJsonCall<UserPoolOperations>(url, 'Service');

  const answer = call('ForgotPassword', FORGOT, { timeoutMs: 1 });

  await expect(answer).rejects.toMatchObject({ code: 'Timeout', retryable: true });
});

test('gives up when the caller does', async () => {
  const url = await listen(() => undefined);
  const call = createAwsJsonCall<UserPoolOperations>(url, 'Service');

  const answer = call('ForgotPassword', FORGOT, { signal: AbortSignal.abort() });

  await expect(answer).rejects.toMatchObject({ code: 'Aborted' });
});

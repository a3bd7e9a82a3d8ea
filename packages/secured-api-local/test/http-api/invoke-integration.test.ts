import { describe, expect, test } from 'vitest';
import type { InvokeAnswer } from '../../src/lambda/functions';
import { createApiFixture } from './api-fixture';

const MEGABYTE = 1024 * 1024;
const ERROR = { status: 500, body: '{"message":"Internal Server Error"}' };

const SOURCE_ARN = 'arn:aws:execute-api:us-east-1:111122223333:abcdefghij/$default/GET/hello';

describe('invokeIntegration', () => {
  test.each<[InvokeAnswer, string]>([
    [
      { outcome: 'failed', errorType: 'TypeError', errorMessage: 'secret' },
      'the function failed: TypeError',
    ],
    [{ outcome: 'timedOut' }, 'the function timed out'],
    [{ outcome: 'refused' }, `no permission lets the API invoke the function for ${SOURCE_ARN}`],
    [
      { outcome: 'notRunnable', reason: 'python3.12' },
      'the function does not run here: python3.12',
    ],
    [
      { outcome: 'answered', payload: { statusCode: 'ok' } },
      'the function returned an answer of no valid shape',
    ],
  ])('answers 500 to $outcome and keeps the reason for the developer', async (invoked, reason) => {
    const { send } = createApiFixture({ invoke: () => invoked });

    const handled = await send('/hello');

    expect(handled.answer).toMatchObject(ERROR);
    expect(handled.reason).toBe(reason);
  });

  test('answers 503 when the integration takes too long', async () => {
    const { send } = createApiFixture({
      timeoutMs: 1,
      invoke: () => new Promise<InvokeAnswer>(() => undefined),
    });

    const { answer, reason } = await send('/hello');

    expect(answer).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
    expect(reason).toBe('integration timed out');
  });

  test('fails for an event of more than 6 MB before it calls', async () => {
    const { send, invocations } = createApiFixture({ routes: ['POST /hello'] });
    const body = Buffer.alloc(5 * MEGABYTE, 1);

    const { answer } = await send('/hello', { method: 'POST', body });

    expect(answer).toMatchObject({
      status: 413,
      body: '{"message":"Request Entity Too Large"}',
    });
    expect(invocations).toEqual([]);
  });

  test('takes an event of just under 6 MB', async () => {
    const { send } = createApiFixture({ routes: ['POST /hello'] });
    const body = Buffer.alloc(4 * MEGABYTE, 1);

    const { answer } = await send('/hello', { method: 'POST', body });

    expect(answer.status).toBe(200);
  });

  test('fails for an answer of more than 6 MB', async () => {
    const payload = { statusCode: 200, body: 'x'.repeat(6 * MEGABYTE + 1) };
    const { send } = createApiFixture({ invoke: () => ({ outcome: 'answered', payload }) });

    const { answer, reason } = await send('/hello');

    expect(answer).toMatchObject(ERROR);
    expect(reason).toBe('the function returned more than 6 MB');
  });
});

import { describe, expect, test, vi } from 'vitest';
import { createFunctionsFixture } from './functions-fixture';

const answered = (payload: unknown) => ({ outcome: 'answered', payload });

describe('a handler', () => {
  test.each<[string, string, unknown]>([
    ['a promise', 'exports.handler = async (event) => ({ got: event.a });', { got: 1 }],
    ['a callback', 'exports.handler = (event, _, done) => { done(null, event.a); };', 1],
    [
      'a late callback',
      'exports.handler = (event, _, done) => { setImmediate(() => done(undefined, event.a)); };',
      1,
    ],
    [
      'a promise in spite of its callback',
      'exports.handler = async (event, context, callback) => 2;',
      2,
    ],
    ['nothing', 'exports.handler = async () => {};', null],
    ['what it returned without a promise, which is null', 'exports.handler = () => 3;', null],
    ['a nested export', 'exports.api = { get: { handler: async () => 4 } };', 4],
  ])('answers by %s', async (name, source, payload) => {
    const handler = name === 'a nested export' ? 'index.api.get.handler' : 'index.handler';
    const { invoke } = createFunctionsFixture({ source, handler });

    expect(await invoke({ a: 1 })).toEqual(answered(payload));
  });

  test('gets a copy of the event and the context of Lambda', async () => {
    const { invoke } = createFunctionsFixture({
      source: `exports.handler = async (event, context) => ({
        event,
        ...context,
        remaining: context.getRemainingTimeInMillis(),
      });`,
    });

    expect(await invoke({ a: [1] })).toEqual(
      answered({
        event: { a: [1] },
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        callbackWaitsForEmptyEventLoop: true,
        functionName: 'stack-fn',
        functionVersion: '$LATEST',
        invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:stack-fn',
        logGroupName: '/aws/lambda/stack-fn',
        logStreamName: 'local',
        memoryLimitInMB: '128',
        remaining: expect.any(Number),
      }),
    );
  });

  test('keeps its memory from call to call', async () => {
    const { invoke } = createFunctionsFixture({
      source: 'let calls = 0; exports.handler = async () => (calls += 1);',
    });

    expect([await invoke(), await invoke()]).toEqual([answered(1), answered(2)]);
  });

  test.each<[string, string, string, string]>([
    ['throws', 'exports.handler = () => { throw new TypeError("no"); };', 'TypeError', 'no'],
    [
      'rejects',
      'exports.handler = async () => { throw new RangeError("no"); };',
      'RangeError',
      'no',
    ],
    [
      'calls back an error',
      'exports.handler = (a, b, c) => { c(new Error("no")); };',
      'Error',
      'no',
    ],
    ['throws a text', 'exports.handler = async () => { throw "no"; };', 'string', 'no'],
    ['throws while it loads', 'throw new Error("no");', 'Error', 'no'],
    [
      'is not exported',
      'exports.other = 1;',
      'Runtime.HandlerNotFound',
      'index.handler is undefined or not exported',
    ],
    [
      'returns what is not JSON',
      'exports.handler = async () => 1n;',
      'TypeError',
      'Do not know how to serialize a BigInt',
    ],
  ])('that %s fails', async (_, source, errorType, errorMessage) => {
    const { invoke, lines } = createFunctionsFixture({ source });

    expect(await invoke()).toEqual({ outcome: 'failed', errorType, errorMessage });
    expect(lines).toContain(`warning: [Fn] ${errorType}: ${errorMessage}`);
  });

  test.each<[string, string]>([
    ['exits', 'process.exit(3);'],
    ['throws null later', 'setImmediate(() => { throw null; });'],
    ['throws later', 'setImmediate(() => { throw new Error("later"); });'],
    ['forgets a rejection', 'Promise.reject(new Error("later"));'],
    ['fills its memory', 'const all = []; for (;;) all.push(new Array(1e5).fill(all.length));'],
  ])('that %s fails, and the next call has a new one', async (_, statement) => {
    const { invoke } = createFunctionsFixture({
      memoryMb: 16,
      source: `exports.handler = (event, context, done) => {
        if (event.calm) done(null, 'calm');
        else { ${statement} }
      };`,
    });

    const first = await invoke();
    const second = await invoke({ calm: true });

    expect(first.outcome).toBe('failed');
    expect(second).toEqual(answered('calm'));
  });

  test('that never ends is stopped at its timeout, and the next call has a new one', async () => {
    const { invoke, lines } = createFunctionsFixture({
      timeoutSeconds: 0.2,
      source: `const born = Math.random();
        exports.handler = async (event) => { for (; event.loop; ); return born; };`,
    });

    const before = await invoke();
    const looped = await invoke({ loop: true });
    const after = await invoke();

    expect(looped).toEqual({ outcome: 'timedOut' });
    expect(after.outcome).toBe('answered');
    expect(after).not.toEqual(before);
    expect(lines).toContain('warning: [Fn] timed out after 0.2 seconds');
  });

  test('that posts by itself answers nothing by it', async () => {
    const { invoke } = createFunctionsFixture({
      source: `const { parentPort, workerData } = require('node:worker_threads');
        exports.handler = async () => {
          const posts = [null, 1, '1 0 "posted"', { id: 1, ok: true }, { id: 1, errorType: 'E' }];
          for (const message of posts) parentPort.postMessage(message);
          return Object.keys(workerData).sort();
        };`,
    });

    const keys = 'claims context exportPath folder handler importFrom modulePath';
    expect(await invoke()).toEqual(answered(keys.split(' ')));
  });

  test('prints line by line under its logical id', async () => {
    const { invoke, lines } = createFunctionsFixture({
      source: `exports.handler = async () => {
        console.log('one\\ntwo');
        console.error('three');
      };`,
    });

    await invoke();
    await vi.waitFor(() => expect(lines.sort()).toEqual(['[Fn] one', '[Fn] three', '[Fn] two']));
  });
});

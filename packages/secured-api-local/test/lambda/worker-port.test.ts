import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { WorkerAnswer } from '../../src/lambda/invocation-result';
import { WorkerPort } from '../../src/lambda/worker-port';

function open() {
  const answers: WorkerAnswer[] = [];
  const port = new WorkerPort((answer) => answers.push(answer));
  onTestFinished(() => port.close());
  return { answers, port, remote: port.remote };
}

test('calls of one turn come as one text, a line each', async () => {
  const { port, remote } = open();
  const received = once(remote, 'message');

  port.post({ id: 1, event: '{"a":"b c"}', requestId: 'r1', deadline: 5 });
  port.post({ id: 2, event: 'null', requestId: 'r2', deadline: 6 });

  expect(await received).toEqual(['1 r1 5 {"a":"b c"}\n2 r2 6 null\n']);
});

test('what is no answer is not taken for one', async () => {
  const { port, remote, answers } = open();

  for (const message of [null, 1, '', '1', '{"id":1}', 'x 1 {}', '-1 0 {}', {}, { id: 1 }]) {
    remote.postMessage(message);
  }
  remote.postMessage('7 0.25 {"a":"b c"}');
  remote.postMessage({ id: 8, ok: false, errorType: 'E', errorMessage: 'm' });
  port.drain();

  expect(answers).toEqual([
    { id: 7, ok: true, payload: '{"a":"b c"}', tookMs: 0.25 },
    { id: 8, ok: false, errorType: 'E', errorMessage: 'm' },
  ]);
});

test('an answer that had come when the line was closed is read', async () => {
  const { port, remote, answers } = open();
  remote.postMessage('1 1e-3 null');

  port.close();
  await turn();

  expect(answers.map(({ id }) => id)).toEqual([1]);
});

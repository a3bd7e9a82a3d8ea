import { expect, test } from 'vitest';
import { SLOTS } from '../../src/lambda/call-claims';
import { PendingCalls } from '../../src/lambda/pending-calls';

function createCalls(count: number) {
  const calls = new PendingCalls();
  const ended: string[] = [];
  for (let i = 1; i <= count; i += 1) {
    calls.add((result) => ended.push(`${i} ${result === 'notBegun' ? result : result.outcome}`));
  }
  return { calls, ended };
}

test('calls wait in their order until each has ended once', () => {
  const { calls, ended } = createCalls(4);

  calls.settle(3, 'notBegun');
  calls.settle(1, { outcome: 'timedOut' });
  calls.settle(1, { outcome: 'timedOut' });

  expect(ended).toEqual(['3 notBegun', '1 timedOut']);
  expect([calls.size, calls.ids(), calls.has(1), calls.has(2)]).toEqual([2, [2, 4], false, true]);
});

test('an id that was never given ends nothing', () => {
  const { calls, ended } = createCalls(1);

  for (const id of [0, -1, 2, 1 + SLOTS, 1 - SLOTS, Number.NaN, 0.5]) {
    calls.settle(id, { outcome: 'timedOut' });
  }

  expect(ended).toEqual([]);
  expect(calls.ids()).toEqual([1]);
});

test('a slot is used again once its call has ended', () => {
  const { calls, ended } = createCalls(SLOTS);

  for (const id of calls.ids()) calls.settle(id, 'notBegun');
  const id = calls.add((result) => ended.push(`again ${String(result)}`));
  calls.settle(id - SLOTS, 'notBegun');
  calls.settle(id, 'notBegun');

  expect(ended).toHaveLength(SLOTS + 1);
  expect(ended.at(-1)).toBe('again notBegun');
  expect([calls.size, calls.ids()]).toEqual([0, []]);
});

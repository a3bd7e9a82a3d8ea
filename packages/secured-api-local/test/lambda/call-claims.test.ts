import { expect, test } from 'vitest';
import { CallClaims, MAX_LOAD } from '../../src/lambda/call-claims';

/** As the worker's thread takes a call. */
function begin({ shared }: CallClaims, id: number): boolean {
  const slots = new Int32Array(shared);
  return Atomics.compareExchange(slots, id % slots.length, id, -id) === id;
}

test('a call belongs to whoever takes it first', () => {
  const claims = new CallClaims();
  claims.offer(1);
  claims.offer(2);

  expect([begin(claims, 1), claims.revoke(1)]).toEqual([true, false]);
  expect([claims.revoke(2), begin(claims, 2)]).toEqual([true, false]);
});

test('a call that was taken back stays so when another has its slot', () => {
  const claims = new CallClaims();
  claims.offer(1);
  claims.revoke(1);
  claims.offer(1 + 2 * MAX_LOAD);

  expect([begin(claims, 1), begin(claims, 1 + 2 * MAX_LOAD)]).toEqual([false, true]);
});

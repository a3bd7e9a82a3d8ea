import { expect, test } from 'vitest';
import { createClock } from '../../src/support/clock';
import { createExpiringMap } from '../../src/support/expiring-map';

test('a map forgets at a reset what was before it, and keeps what comes after', () => {
  const clock = createClock();
  const map = createExpiringMap<string>(clock);
  map.set('before', 'old', 1_000);

  clock.reset();
  map.set('after', 'new', 1_000);

  expect([map.get('before'), map.get('after')]).toEqual([undefined, 'new']);
});

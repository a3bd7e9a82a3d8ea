import { describe, expect, test } from 'vitest';
import type { StageSettings } from '../../src/http-api/api-settings';
import { createThrottle } from '../../src/http-api/throttle';
import { createClock } from '../../src/support/clock';
import { START } from '../environment';
import { createApiFixture } from './api-fixture';

const STAGE: StageSettings = {
  name: '$default',
  throttle: { rate: 2, burst: 3 },
  routeThrottle: new Map([['GET /slow', { rate: 1, burst: 1 }]]),
  variables: {},
};

function times(count: number, take: () => boolean): boolean[] {
  return Array.from({ length: count }, take);
}

describe('createThrottle', () => {
  test('admits a burst and then nobody', () => {
    const admits = createThrottle(STAGE, () => START);

    expect(times(4, () => admits('GET /a'))).toEqual([true, true, true, false]);
  });

  test('refills by the clock and never beyond the burst', () => {
    const clock = createClock(() => START);
    const admits = createThrottle(STAGE, clock.now);
    times(3, () => admits('GET /a'));

    clock.advance(500);
    const afterHalfASecond = times(2, () => admits('GET /a'));
    clock.advance(3_600_000);
    const afterAnHour = times(4, () => admits('GET /a'));

    expect(afterHalfASecond).toEqual([true, false]);
    expect(afterAnHour).toEqual([true, true, true, false]);
  });

  test('gives nothing for a clock that goes back', () => {
    const clock = createClock(() => START);
    const admits = createThrottle(STAGE, clock.now);
    times(3, () => admits('GET /a'));

    clock.advance(-60_000);

    expect(admits('GET /a')).toBe(false);
  });

  test('gives a route with limits of its own a bucket of its own', () => {
    const admits = createThrottle(STAGE, () => START);

    expect(times(2, () => admits('GET /slow'))).toEqual([true, false]);
    expect(times(3, () => admits('GET /a'))).toEqual([true, true, true]);
  });

  test('closes a stage whose limits are zero', () => {
    const admits = createThrottle({ ...STAGE, throttle: { rate: 0, burst: 0 } }, () => START);

    expect(admits('GET /a')).toBe(false);
  });

  test('admits everybody where the stage has no limit', () => {
    const admits = createThrottle({ ...STAGE, throttle: undefined }, () => START);

    expect(times(100, () => admits('GET /a'))).not.toContain(false);
  });
});

test('a throttled request is answered 429 and runs nothing', async () => {
  const { send, invocations } = createApiFixture({ stages: [{ throttle: { rate: 1, burst: 1 } }] });
  await send('/hello');

  const { answer } = await send('/hello');

  expect(answer).toMatchObject({ status: 429, body: '{"message":"Too Many Requests"}' });
  expect(invocations).toHaveLength(1);
});

import { describe, expect, test, vi } from 'vitest';
import { createClock } from '../../src/support/clock';
import { createExpiringMap } from '../../src/support/expiring-map';
import { createLog } from '../../src/support/log';
import { createRandom } from '../../src/support/random';

describe('createRandom', () => {
  test('draws each character equally: a byte beyond the last whole alphabet is drawn again', () => {
    const bytes = [
      [255, 250, 9],
      [3, 0, 1],
    ];
    const random = createRandom(() => Buffer.from(bytes.shift() ?? []));

    expect(random.digits(3)).toBe('930');
  });

  test('makes version 4 UUIDs', () => {
    expect(createRandom(() => Buffer.alloc(16, 255)).uuid()).toBe(
      'ffffffff-ffff-4fff-bfff-ffffffffffff',
    );
  });

  test('makes no two alike by default', () => {
    const random = createRandom();

    expect(random.characters(20)).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(random.uuid()).not.toBe(random.uuid());
  });

  test('gives no byte twice by default, however it is asked', () => {
    const random = createRandom();
    const sizes = Array.from({ length: 400 }, (_, i) => 16 + (i % 3) * 500);

    const drawn = sizes.map((size) => random.bytes(size));

    expect(drawn.map(({ length }) => length)).toEqual(sizes);
    expect(new Set(drawn.map((bytes) => bytes.toString('hex'))).size).toBe(sizes.length);
  });
});

test('createClock goes with the machine and moves both ways', () => {
  const clock = createClock(() => 1000);

  clock.advance(500);
  clock.advance(-200);

  expect(clock.now()).toBe(1300);
});

test('createClock goes back to the machine’s time, and what was kept for a time is forgotten', () => {
  const clock = createClock(() => 1000);
  const kept = createExpiringMap<string>(clock);
  clock.advance(500);
  kept.set('a', 'b', 100);

  clock.reset();

  expect(clock.now()).toBe(1000);
  expect(kept.get('a')).toBeUndefined();
});

test('createLog writes warnings at once and the rest with them, or at the end of the turn', async () => {
  const written: string[] = [];
  const log = createLog((text) => written.push(text));

  log.info('a');
  log.warn('b');
  log.info('c');
  log.info('d');
  const before = [...written];
  await new Promise(setImmediate);

  expect(before).toEqual(['a\nwarning: b\n']);
  expect(written).toEqual(['a\nwarning: b\n', 'c\nd\n']);
});

test('createLog writes to stderr by default', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);

  createLog().info('c');
  await new Promise(setImmediate);

  expect(stderr).toHaveBeenCalledExactlyOnceWith('c\n');
  stderr.mockRestore();
});

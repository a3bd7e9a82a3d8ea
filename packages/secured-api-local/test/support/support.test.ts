import { describe, expect, test, vi } from 'vitest';
import { createClock } from '../../src/support/clock';
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
});

test('createClock goes with the machine and moves both ways', () => {
  const clock = createClock(() => 1000);

  clock.advance(500);
  clock.advance(-200);

  expect(clock.now()).toBe(1300);
});

test('createLog writes one line an entry, to stderr by default', () => {
  const lines: string[] = [];
  const log = createLog((text) => lines.push(text));
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);

  log.info('a');
  log.warn('b');
  createLog().info('c');

  expect(lines).toEqual(['a\n', 'warning: b\n']);
  expect(stderr).toHaveBeenCalledExactlyOnceWith('c\n');
  stderr.mockRestore();
});

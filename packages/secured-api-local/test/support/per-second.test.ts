import { expect, test } from 'vitest';
import { perSecond } from '../../src/support/per-second';

test('a text of a time is made once a second, and anew when the clock goes on or back', () => {
  const made: number[] = [];
  const text = perSecond((seconds) => {
    made.push(seconds);
    return `at ${seconds}`;
  });

  const texts = [5_000, 5_999, 6_000, 4_999].map(text);

  expect(texts).toEqual(['at 5', 'at 5', 'at 6', 'at 4']);
  expect(made).toEqual([5, 6, 4]);
});

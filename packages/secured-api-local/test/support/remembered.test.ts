import { expect, test } from 'vitest';
import { remembered } from '../../src/support/remembered';

function counted() {
  const asked: string[] = [];
  const read = remembered((text) => {
    asked.push(text);
    return text === '' ? undefined : text.length;
  });
  return { asked, read };
}

test('a text that is known is not computed again, whatever it gave', () => {
  const { asked, read } = counted();

  const values = ['ab', '', 'ab', ''].map(read);

  expect(values).toEqual([2, undefined, 2, undefined]);
  expect(asked).toEqual(['ab', '']);
});

test('no more than a thousand texts are kept', () => {
  const { asked, read } = counted();

  for (let i = 0; i <= 1_000; i += 1) read(String(i));
  read('0');

  expect(asked.filter((text) => text === '0')).toHaveLength(2);
});

test('a long text is not kept', () => {
  const { asked, read } = counted();

  expect([read('x'.repeat(513)), read('x'.repeat(513))]).toEqual([513, 513]);
  expect(asked).toHaveLength(2);
});

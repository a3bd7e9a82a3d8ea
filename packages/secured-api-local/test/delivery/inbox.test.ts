import { expect, test } from 'vitest';
import { createInbox } from '../../src/delivery/inbox';
import { createRandom } from '../../src/support/random';

const AT = Date.UTC(2026, 8, 5, 7, 5, 1);

function inbox() {
  return createInbox({ clock: { now: () => AT }, random: createRandom() });
}

function message(to: string, code: string) {
  return { to, channel: 'EMAIL', kind: 'SignUp', code, text: `Your code is ${code}` } as const;
}

test('lists messages with the newest first', () => {
  const box = inbox();

  box.send(message('a@example.com', '1'));
  box.send(message('b@example.com', '2'));

  expect(box.list()).toEqual([
    { ...message('b@example.com', '2'), id: expect.any(String), at: '2026-09-05T07:05:01.000Z' },
    { ...message('a@example.com', '1'), id: expect.any(String), at: '2026-09-05T07:05:01.000Z' },
  ]);
});

test('finds the newest message to an address', () => {
  const box = inbox();
  box.send(message('a@example.com', '1'));
  box.send(message('a@example.com', '2'));
  box.send(message('b@example.com', '3'));

  expect(box.latest('a@example.com')?.code).toBe('2');
  expect(box.latest('c@example.com')).toBeUndefined();
});

test('holds the last 1,000 messages', () => {
  const box = inbox();

  for (let sent = 1; sent <= 1_001; sent++) box.send(message('a@example.com', String(sent)));

  expect(box.list()).toHaveLength(1_000);
  expect(box.list().at(-1)?.code).toBe('2');
});

import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src/state/memory-store';

test('reads a write at once and forgets a deleted record', async () => {
  const users = createMemoryStore().collection<{ readonly name: string }>('users');

  users.set('a', { name: 'Ann' });
  users.set('b', { name: 'Bob' });
  const deleted = users.delete('b');

  expect(users.get('a')).toEqual({ name: 'Ann' });
  expect([...users.entries()]).toEqual([['a', { name: 'Ann' }]]);
  expect(deleted).toBe(true);
  expect(users.delete('b')).toBe(false);
});

test('gives the same records to everyone who asks for a collection', async () => {
  const store = createMemoryStore();

  store.collection<number>('counts').set('a', 1);
  await store.durable();

  expect(store.collection<number>('counts').get('a')).toBe(1);
  expect(store.collection<number>('others').get('a')).toBeUndefined();
});

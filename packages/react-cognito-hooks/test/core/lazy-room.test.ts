// @vitest-environment node
import { expect, test, vi } from 'vitest';
import type { AccountState } from '../../src/core/account-room';
import { lazyRoom } from '../../src/core/lazy-room';
import { succeed } from '../../src/core/result';
import { setUp } from '../support/set-up';

const READY: AccountState<string> = { data: 'read', pending: false, error: null };

const createRoom = () => ({
  getSnapshot: () => READY,
  getServerSnapshot: () => READY,
  subscribe: () => () => undefined,
  act: async () => succeed('done'),
});

test('loads a part at the first look, once a client', async () => {
  const load = vi.fn(async () => createRoom);
  const room = lazyRoom<string, ReturnType<typeof createRoom>>(load);
  const { client } = await setUp();
  const listener = vi.fn();

  const before = room(client).getSnapshot();
  room(client).subscribe(listener);
  room(client).subscribe(() => undefined);
  await vi.waitUntil(() => listener.mock.calls.length > 0);

  expect(before).toEqual({ data: null, pending: false, error: null });
  expect(room(client).getSnapshot()).toBe(READY);
  expect(load).toHaveBeenCalledTimes(1);
});

test('fails where the part cannot be had, and tries again', async () => {
  const load = vi.fn<() => Promise<typeof createRoom>>(async () => createRoom);
  load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const room = lazyRoom<string, ReturnType<typeof createRoom>>(load)((await setUp()).client);

  const first = await room.use(({ act }) => act());
  const shown = room.getSnapshot();
  const second = await room.use(({ act }) => act());

  expect(first).toMatchObject({ ok: false, error: { code: 'NetworkError' } });
  expect(shown).toMatchObject({ data: null, error: { code: 'NetworkError' } });
  expect(second).toEqual({ ok: true, data: 'done' });
});

test('stops a listener that left before the part was there', async () => {
  const subscribe = vi.fn(() => () => undefined);
  const room = lazyRoom<string, ReturnType<typeof createRoom>>(async () => () => ({
    ...createRoom(),
    subscribe,
  }))((await setUp()).client);

  room.subscribe(() => undefined)();
  await room.use(({ act }) => act());

  expect(subscribe).not.toHaveBeenCalled();
});

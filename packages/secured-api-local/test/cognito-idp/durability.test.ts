import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFileStore } from '../../src/state/file-store';
import { openJournalFile } from '../../src/state/journal-file';
import { createFixture, EMAIL } from './user-pool-fixture';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a user, a session and the brake on guesses survive a restart', async () => {
  const before = await openFileStore(folder);
  const first = createFixture({ store: before });
  await first.confirmedUser();
  const { RefreshToken } = await first.signIn();
  for (let failure = 1; failure <= 5; failure++) {
    await first.answer(EMAIL, 'wrong').catch(() => undefined);
  }
  await before.close();

  const after = await openFileStore(folder);
  const second = createFixture({ store: after });
  const refreshed = await second.client('GetTokensFromRefreshToken', { RefreshToken });

  expect(refreshed).toHaveProperty('AuthenticationResult.IdToken');
  await expect(second.signIn()).rejects.toThrow('Password attempts exceeded');
  second.clock.advance(1_000);
  await expect(second.signIn()).resolves.toHaveProperty('IdToken');
  await after.close();
});

describe('on a full disk', () => {
  async function fullPool() {
    const disk = { isFull: false };
    const store = await openFileStore(folder, {
      openFile: async (path) => {
        const file = await openJournalFile(path);
        const append = (text: string): Promise<void> =>
          disk.isFull ? Promise.reject(new Error('no space left on device')) : file.append(text);
        return { ...file, append };
      },
    });
    const pool = createFixture({ store });
    await store.durable();
    return { disk, store, pool };
  }

  const internalError = { code: 'InternalErrorException', status: 500 };

  test('a sign-up fails and leaves no user, and works again afterwards', async () => {
    const { disk, store, pool } = await fullPool();

    disk.isFull = true;
    await expect(pool.signUp()).rejects.toMatchObject(internalError);

    expect(pool.userPools.describeUsers()).toEqual([]);
    expect(pool.inbox.list()).toEqual([]);
    disk.isFull = false;
    await expect(pool.signUp()).resolves.toHaveProperty('UserSub');
    await store.close();
  });

  test('a code that could not be kept is not sent', async () => {
    const { disk, store, pool } = await fullPool();
    await pool.signUp();

    disk.isFull = true;
    const resent = pool.client('ResendConfirmationCode', { Username: EMAIL });

    await expect(resent).rejects.toMatchObject(internalError);
    expect(pool.inbox.list()).toHaveLength(1);
    disk.isFull = false;
    await pool.client('ConfirmSignUp', { Username: EMAIL, ConfirmationCode: pool.code() });
    await store.close();
  });

  test('a wrong password whose failure could not be counted is not told', async () => {
    const { disk, store, pool } = await fullPool();
    await pool.confirmedUser();

    disk.isFull = true;

    await expect(pool.answer(EMAIL, 'wrong')).rejects.toMatchObject(internalError);
    disk.isFull = false;
    await store.close();
  });
});

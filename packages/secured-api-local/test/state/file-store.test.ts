import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFileStore } from '../../src/state/file-store';
import { type OpenJournalFile, openJournalFile } from '../../src/state/journal-file';
import type { Store } from '../../src/state/store';

let folder: string;
let journal: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
  journal = join(folder, 'journal.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Opens, lets `use` write, and closes. */
async function withStore(use: (counts: Counts) => void): Promise<void> {
  const store = await openFileStore(folder);
  use(store.collection<number>('counts'));
  await store.durable();
  await store.close();
}

interface Counts {
  get(key: string): number | undefined;
  set(key: string, value: number): void;
  delete(key: string): boolean;
}

async function readCount(key: string): Promise<number | undefined> {
  let count: number | undefined;
  await withStore((counts) => {
    count = counts.get(key);
  });
  return count;
}

describe('a journal', () => {
  test('keeps acknowledged writes and deletions for the next start', async () => {
    await withStore((counts) => {
      counts.set('kept', 1);
      counts.set('kept', 2);
      counts.set('dropped', 1);
    });

    await withStore((counts) => counts.delete('dropped'));

    expect(await readCount('kept')).toBe(2);
    expect(await readCount('dropped')).toBeUndefined();
  });

  test('holds one line a live record after it is opened again', async () => {
    await withStore((counts) => {
      for (let round = 0; round < 100; round++) counts.set('a', round);
    });

    const store = await openFileStore(folder);
    const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
    await store.close();

    expect(lines).toHaveLength(2);
  });

  test('writes the batch of one turn as one line', async () => {
    const appended: string[] = [];
    const store = await openFileStore(folder, { openFile: spying(appended) });
    const counts = store.collection<number>('counts');

    counts.set('a', 1);
    const first = store.durable();
    counts.set('b', 1);
    await Promise.all([first, store.durable()]);
    await store.close();

    expect(appended).toHaveLength(1);
  });

  test.skipIf(process.platform === 'win32')('is readable by its owner alone', async () => {
    await withStore((counts) => counts.set('a', 1));

    const modes = await Promise.all([stat(folder), stat(journal)]);

    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600]);
  });

  test('loses nothing but the last line when that one is torn', async () => {
    await withStore((counts) => counts.set('a', 1));
    const text = await readFile(journal, 'utf8');

    await writeFile(journal, `${text}{"sum":"0123","wri`);

    expect(await readCount('a')).toBe(1);
    expect(await readFile(journal, 'utf8')).not.toContain('0123","wri');
  });

  test('fails with the line number when a record in the middle is corrupt', async () => {
    await withStore((counts) => {
      counts.set('a', 1);
      counts.set('b', 2);
    });
    await withStore(() => undefined);
    const text = await readFile(journal, 'utf8');

    await writeFile(journal, text.replace('["counts","a",1]', '["counts","a",9]'));

    await expect(openFileStore(folder)).rejects.toMatchObject({
      code: 'StateCorrupt',
      message: `line 2 of '${journal}' cannot be read`,
    });
  });

  test('fails for another format', async () => {
    await writeFile(journal, '{"format":2}\n');

    const opening = openFileStore(folder);

    await expect(opening).rejects.toMatchObject({ code: 'StateFormat' });
    await expect(readFile(journal, 'utf8')).resolves.toBe('{"format":2}\n');
  });
});

describe('a journal that grows while it runs', () => {
  const write = async (store: Store, rounds: number): Promise<void> => {
    const counts = store.collection<number>('counts');
    for (let round = 1; round <= rounds; round++) {
      counts.set(`key${round % 7}`, round);
      await store.durable();
    }
  };

  test('is written anew, and never much larger than what it holds', async () => {
    const store = await openFileStore(folder, { compactFromBytes: 1_000 });
    const sizes: number[] = [];

    for (let round = 0; round < 40; round++) {
      await write(store, 7);
      sizes.push((await stat(journal)).size);
    }
    await store.close();

    expect(Math.max(...sizes)).toBeLessThan(2_000);
    expect(await readCount('key0')).toBe(7);
  });

  test('keeps what was not yet acknowledged when it is written anew', async () => {
    const store = await openFileStore(folder, { compactFromBytes: 1 });
    const counts = store.collection<number>('counts');

    const all = Array.from({ length: 50 }, (_, index) => {
      counts.set(`key${index}`, index);
      return Promise.resolve().then(() => store.durable());
    });
    await Promise.all(all);
    await store.close();

    expect(await readCount('key0')).toBe(0);
    expect(await readCount('key49')).toBe(49);
  });

  test('goes on as it is where it cannot be written anew', async () => {
    let opened = 0;
    const store = await openFileStore(folder, {
      compactFromBytes: 1,
      openFile: (path) => {
        opened += 1;
        return opened === 1 ? openJournalFile(path) : Promise.reject(new Error('no space left'));
      },
    });

    await write(store, 30);
    await store.close();

    expect(opened).toBeGreaterThan(1);
    expect(await readCount('key2')).toBe(30);
    expect(await readdir(folder)).toEqual(['journal.jsonl']);
  });

  test('may leave a draft behind, which the next start ignores', async () => {
    await withStore((counts) => counts.set('a', 1));
    await writeFile(`${journal}.new`, '{"format":1}\n{"sum":"');

    expect(await readCount('a')).toBe(1);
  });
});

describe('a disk that is full', () => {
  test('undoes the write, says so, and goes on with the old state', async () => {
    const disk = fullOnDemand();
    const store = await openFileStore(folder, { openFile: disk.openFile });
    const counts = store.collection<number>('counts');
    counts.set('a', 1);
    await store.durable();

    disk.full = true;
    counts.set('a', 2);
    counts.set('a', 3);
    counts.set('b', 2);
    const lost = store.durable();

    await expect(lost).rejects.toMatchObject({ code: 'InternalErrorException', status: 500 });
    expect([counts.get('a'), counts.get('b')]).toEqual([1, undefined]);

    disk.full = false;
    counts.set('c', 3);
    await store.durable();
    await store.close();
    expect([await readCount('a'), await readCount('b'), await readCount('c')]).toEqual([
      1,
      undefined,
      3,
    ]);
  });

  test('fails every operation whose writes were undone with the lost ones', async () => {
    const disk = fullOnDemand();
    const store = await openFileStore(folder, { openFile: disk.openFile });
    const counts = store.collection<number>('counts');
    disk.full = true;

    counts.set('a', 1);
    const first = store.durable();
    await disk.reached;
    counts.set('b', (counts.get('a') ?? 0) + 1);
    const second = store.durable();
    const answers = await Promise.allSettled([first, second]);
    disk.full = false;
    await store.close();

    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(counts.get('b')).toBeUndefined();
  });
});

function spying(appended: string[]): OpenJournalFile {
  return async (path) => {
    const file = await openJournalFile(path);
    return {
      ...file,
      append: async (text) => {
        appended.push(text);
        await file.append(text);
      },
    };
  };
}

/** A disk that writes half of a line and then reports that it is full. */
function fullOnDemand() {
  let reach: () => void = () => undefined;
  const disk = {
    full: false,
    reached: new Promise<void>((resolve) => {
      reach = resolve;
    }),
    openFile: (async (path) => {
      const file = await openJournalFile(path);
      return {
        ...file,
        append: async (text) => {
          reach();
          if (!disk.full) return file.append(text);
          await file.append(text.slice(0, text.length / 2));
          throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        },
      };
    }) satisfies OpenJournalFile,
  };
  return disk;
}

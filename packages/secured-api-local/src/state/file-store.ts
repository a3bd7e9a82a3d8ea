import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AwsError } from '../support/aws-error';
import { lockFolder } from './folder-lock';
import {
  type JournalFile,
  type OpenJournalFile,
  openJournalFile,
  readJournalText,
  replaceJournal,
  syncFolder,
} from './journal-file';
import { type JournalWrite, journalHeader, journalLine, readJournal } from './journal-record';
import type { Collection, Store } from './store';
import { createTables, type Tables, type Write } from './tables';

/** Options of `openFileStore`. */
export interface FileStoreOptions {
  /** How the journal's file is opened. */
  readonly openFile?: OpenJournalFile;
  /**
   * How large a journal grows before it is written anew, at the least: it is once it has doubled.
   * Default: 4 MiB.
   */
  readonly compactFromBytes?: number;
}

const COMPACT_FROM_BYTES = 4 * 1024 * 1024;

/**
 * Opens a store that keeps its records in `folder`, in a journal of JSON lines.
 *
 * Writes of one turn of the event loop share one flush to the disk. The journal is written anew when
 * it is opened and when it has doubled.
 * An operation asks for `durable()` in the same turn as its last write: that call is the one that
 * rejects if the writes are lost.
 *
 * @throws LocalRuntimeError for a folder in use, another format, or a corrupt journal
 */
export async function openFileStore(
  folder: string,
  { openFile = openJournalFile, compactFromBytes = COMPACT_FROM_BYTES }: FileStoreOptions = {},
): Promise<Store> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const unlock = lockFolder(folder);
  try {
    const path = join(folder, 'journal.jsonl');
    return await openJournal({ path, openFile, compactFromBytes, unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

interface JournalOptions extends Required<FileStoreOptions> {
  readonly path: string;
  readonly unlock: () => void;
}

async function openJournal(options: JournalOptions): Promise<Store> {
  const { path, unlock } = options;
  let pending: Write[] = [];
  const tables = createTables((write) => pending.push(write));
  for (const [table, key, value] of readJournal(await readJournalText(path), path)) {
    tables.restore(table, key, value);
  }
  const writer = await createJournalWriter(options, tables);
  const waiting = createWaiting();
  let flushing = false;

  const flush = async (): Promise<void> => {
    const batch = pending;
    const waiters = waiting.take();
    pending = [];
    try {
      if (batch.length > 0) await writer.write(journalLine(batch.map(toJournalWrite)));
      for (const waiter of waiters) waiter.resolve();
    } catch {
      // Writes made meanwhile may build on the lost ones, so they are undone with them.
      undo(tables, [...batch, ...pending]);
      pending = [];
      for (const waiter of [...waiters, ...waiting.take()]) waiter.reject(notKept());
    }
  };

  const flushAll = async (): Promise<void> => {
    flushing = true;
    // Everything that runs in this turn joins the batch.
    await Promise.resolve();
    while (!waiting.isEmpty()) await flush();
    flushing = false;
  };

  const durable = (): Promise<void> => {
    const kept = waiting.add();
    if (!flushing) void flushAll();
    return kept;
  };

  return {
    collection: <V>(name: string): Collection<V> => tables.collection<V>(name),
    clear: tables.clear,
    durable,
    close: async () => {
      try {
        await durable();
      } finally {
        await writer.close();
        unlock();
      }
    },
  };
}

interface Waiter {
  resolve(): void;
  reject(error: AwsError): void;
}

function createWaiting() {
  let waiters: Waiter[] = [];
  return {
    add: () => new Promise<void>((resolve, reject) => waiters.push({ resolve, reject })),
    isEmpty: () => waiters.length === 0,
    take: (): readonly Waiter[] => {
      const taken = waiters;
      waiters = [];
      return taken;
    },
  };
}

/**
 * Writes whole lines only: what a failed write leaves behind is cut off before the next one. A
 * journal that has grown is written anew with the line in it, or goes on where that fails.
 */
async function createJournalWriter(
  { path, openFile, compactFromBytes }: JournalOptions,
  tables: Tables,
) {
  let file: JournalFile | undefined;
  let kept = 0;
  let dirty = false;
  let limit = 0;

  const replace = async (): Promise<void> => {
    const text = journalHeader() + linesOf(tables);
    const next = await replaceJournal(path, text, openFile);
    const previous = file;
    file = next;
    dirty = false;
    kept = Buffer.byteLength(text);
    limit = Math.max(compactFromBytes, 2 * kept);
    await syncFolder(dirname(path));
    await previous?.close().catch(() => undefined);
  };

  const append = async (line: string): Promise<void> => {
    if (!file) throw new Error('the journal is not open');
    if (dirty) await file.truncate(kept);
    dirty = true;
    await file.append(line);
    await file.sync();
    dirty = false;
    kept += Buffer.byteLength(line);
  };

  const hasCompacted = async (): Promise<boolean> => {
    try {
      await replace();
      return true;
    } catch {
      limit *= 2;
      return false;
    }
  };

  await replace();
  return {
    /** `line` holds what the tables have had since the last one, and nothing else is in between. */
    write: async (line: string): Promise<void> => {
      if (kept < limit || !(await hasCompacted())) await append(line);
    },
    close: async (): Promise<void> => {
      if (dirty) await file?.truncate(kept).catch(() => undefined);
      await file?.close();
    },
  };
}

function linesOf(tables: Tables): string {
  const lines: string[] = [];
  for (const record of tables.records()) lines.push(journalLine([record]));
  return lines.join('');
}

function toJournalWrite({ table, key, value }: Write): JournalWrite {
  return value === undefined ? [table, key] : [table, key, value];
}

function undo(tables: Tables, writes: readonly Write[]): void {
  for (const { table, key, previous } of writes.toReversed()) tables.restore(table, key, previous);
}

function notKept(): AwsError {
  return new AwsError('InternalErrorException', 'the write could not be kept', 500);
}

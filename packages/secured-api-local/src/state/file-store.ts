import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsError } from '../support/aws-error';
import { lockFolder } from './folder-lock';
import {
  type JournalFile,
  type OpenJournalFile,
  openJournalFile,
  readJournalText,
  replaceJournal,
} from './journal-file';
import { type JournalWrite, journalHeader, journalLine, readJournal } from './journal-record';
import type { Collection, Store } from './store';
import { createTables, type Tables, type Write } from './tables';

/** Options of `openFileStore`. */
export interface FileStoreOptions {
  /** How the journal's file is opened. */
  readonly openFile?: OpenJournalFile;
}

/**
 * Opens a store that keeps its records in `folder`, in a journal of JSON lines.
 *
 * Writes of one turn of the event loop share one flush to the disk. Opening compacts the journal.
 * An operation asks for `durable()` in the same turn as its last write: that call is the one that
 * rejects if the writes are lost.
 *
 * @throws LocalRuntimeError for a folder in use, another format, or a corrupt journal
 */
export async function openFileStore(
  folder: string,
  { openFile = openJournalFile }: FileStoreOptions = {},
): Promise<Store> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const unlock = lockFolder(folder);
  try {
    return await openJournal(join(folder, 'journal.jsonl'), openFile, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openJournal(
  path: string,
  openFile: OpenJournalFile,
  unlock: () => void,
): Promise<Store> {
  let pending: Write[] = [];
  const tables = createTables((write) => pending.push(write));
  for (const [table, key, value] of readJournal(await readJournalText(path), path)) {
    tables.restore(table, key, value);
  }
  const compacted = journalHeader() + linesOf(tables);
  await replaceJournal(path, compacted);
  const writer = createJournalWriter(await openFile(path), Buffer.byteLength(compacted));
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

/** Appends whole lines only: what a failed write leaves behind is cut off before the next one. */
function createJournalWriter(file: JournalFile, size: number) {
  let kept = size;
  let dirty = false;
  return {
    write: async (line: string): Promise<void> => {
      if (dirty) await file.truncate(kept);
      dirty = true;
      await file.append(line);
      await file.sync();
      dirty = false;
      kept += Buffer.byteLength(line);
    },
    close: async (): Promise<void> => {
      if (dirty) await file.truncate(kept).catch(() => undefined);
      await file.close();
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

import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';

/** The few things that a journal asks of its file. */
export interface JournalFile {
  /** Writes at the end. A failure may leave a part of it behind. */
  append(text: string): Promise<void>;
  /** Resolves when all that was appended is on the disk. */
  sync(): Promise<void>;
  /** Cuts the file to its first `size` bytes. */
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens the journal at `path` for appending. */
export type OpenJournalFile = (path: string) => Promise<JournalFile>;

/** The journal as a file of the machine, readable by its owner alone. */
export const openJournalFile: OpenJournalFile = async (path) => {
  const handle = await open(path, 'a', 0o600);
  return {
    append: (text) => handle.appendFile(text),
    sync: () => handle.datasync(),
    truncate: (size) => handle.truncate(size),
    close: () => handle.close(),
  };
};

/** The text at `path`, or nothing where there is no file yet. */
export async function readJournalText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Puts `text` at `path` as a whole and opens it: after a crash the old file or the new one is there.
 * It is opened before it has its name, so that nothing can fail in between. The name itself is on the
 * disk after `syncFolder`.
 */
export async function replaceJournal(
  path: string,
  text: string,
  openFile: OpenJournalFile,
): Promise<JournalFile> {
  const draft = `${path}.new`;
  try {
    await withHandle(draft, 'w', async (handle) => {
      await handle.writeFile(text);
      await handle.sync();
    });
    const file = await openFile(draft);
    await rename(draft, path).catch(async (error) => {
      await file.close();
      throw error;
    });
    return file;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Resolves when the names of a folder's files are on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; NTFS keeps the rename in its own journal.
  if (process.platform === 'win32') return;
  await withHandle(folder, 'r', (handle) => handle.sync());
}

async function withHandle(
  path: string,
  flags: string,
  use: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const handle = await open(path, flags, 0o600);
  try {
    await use(handle);
  } finally {
    await handle.close();
  }
}

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LocalRuntimeError } from '../support/local-runtime-error';

const heldHere = new Set<string>();

/**
 * Keeps other processes out of a state folder until the returned function is called.
 *
 * The lock is a file that names a process. One whose process has ended, as after `kill -9`, is
 * taken over.
 *
 * @throws LocalRuntimeError `StateInUse` while another process holds the folder
 */
export function lockFolder(folder: string): () => void {
  const path = resolve(folder, 'lock');
  if (heldHere.has(path)) throw inUse(folder, process.pid, path);
  takeLock(folder, path);
  heldHere.add(path);
  return () => {
    heldHere.delete(path);
    rmSync(path, { force: true });
  };
}

function takeLock(folder: string, path: string): void {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${process.pid}\n`, { mode: 0o600 });
  try {
    while (!linked(own, path)) {
      const holder = readHolder(path);
      if (holder !== undefined && isRunning(holder)) throw inUse(folder, holder, path);
      if (holder !== undefined) discardStale(path, holder);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** A hard link appears with its content or not at all, so no reader sees a lock without a name. */
function linked(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function readHolder(path: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Removes a stale lock, but gives it back if another process has taken over meanwhile. */
function discardStale(path: string, holder: number): void {
  const stale = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, stale);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if (readHolder(stale) !== holder) linked(stale, path);
  rmSync(stale, { force: true });
}

/** A lock in this process's own name that it does not hold is left from an earlier process. */
function isRunning(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function inUse(folder: string, holder: number, path: string): LocalRuntimeError {
  return new LocalRuntimeError(
    'StateInUse',
    `the state folder '${folder}' is in use by process ${holder}`,
    `stop that process or use another folder; if it is not this program, remove '${path}'`,
  );
}

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The process that holds a state folder; undefined where none is running. */
function holderOf(folder) {
  try {
    const pid = Number.parseInt(readFileSync(join(folder, 'lock'), 'utf8'), 10);
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

/**
 * Deletes a state folder.
 *
 * @throws {Error} while a runtime holds it, whose writes would go nowhere
 */
export function forgetState(folder) {
  const holder = holderOf(folder);
  if (holder !== undefined) {
    throw new Error(`--fresh: process ${holder} uses the state; end that demo first`);
  }
  rmSync(folder, { recursive: true, force: true });
}

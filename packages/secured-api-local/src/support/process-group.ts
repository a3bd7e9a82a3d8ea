import type { ChildProcess } from 'node:child_process';

/** Ends a process that was spawned `detached`, and all that it has started. */
export function endGroup(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All of it has ended.
  }
}

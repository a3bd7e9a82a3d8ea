const POLL_MS = 25;
/** How long another tab's write to storage may take to arrive in this one. */
export const STORAGE_LAG_MS = 500;
const PATIENCE_MS = 6_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again and again for a value that another tab is about to write. */
export async function poll<T>(read: () => T | undefined, ms: number): Promise<T | undefined> {
  for (let waited = 0; ; waited += POLL_MS) {
    const value = read();
    if (value !== undefined || waited >= ms) return value;
    await pause(POLL_MS);
  }
}

/**
 * Does work in one tab at a time.
 *
 * A tab that finds the lock taken never queues for it: it waits for the other's outcome, because
 * storage may still show the old value when the lock is free again. Without Web Locks the work
 * runs at once, and what `adopt` finds afterwards is up to the work itself.
 *
 * @param adopt reads the outcome of another tab's work
 */
export async function withTabLock<T>(
  name: string,
  { adopt, work }: { adopt: () => T | undefined; work: () => Promise<T> },
): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) return work();
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const outcome = await locks.request(name, { ifAvailable: true }, async (lock) =>
      lock === null ? undefined : { value: await work() },
    );
    if (outcome !== undefined) return outcome.value;
    const adopted = await poll(adopt, STORAGE_LAG_MS);
    if (adopted !== undefined) return adopted;
  }
  return work();
}

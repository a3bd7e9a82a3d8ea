import type { FunctionWorker, Invocation, InvocationResult } from './function-worker';

/** How many invocations of one function run at once here; further ones wait their turn. */
export const MAX_CONCURRENCY = 10;

/** A worker's credentials hold an hour: it is replaced before. */
const WORKER_LIFE_MS = 50 * 60_000;

interface Pooled {
  readonly worker: FunctionWorker;
  readonly retireAt: number;
}

/** The execution environments of one function: warm ones are used again. */
export class FunctionPool {
  private readonly idle: Pooled[] = [];
  private readonly busy = new Set<Pooled>();
  private readonly waiting: (() => void)[] = [];
  private stopped = false;

  constructor(
    private readonly start: () => FunctionWorker,
    private readonly now: () => number,
  ) {}

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    while (this.busy.size >= MAX_CONCURRENCY && !this.stopped) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    if (this.stopped) return failure('Runtime.Stopped', 'the runtime is stopping');
    const pooled = this.takeOrExplain();
    if ('outcome' in pooled) return pooled;
    this.busy.add(pooled);
    try {
      return await pooled.worker.invoke(invocation);
    } finally {
      this.busy.delete(pooled);
      if (pooled.worker.alive) this.idle.push(pooled);
      this.waiting.shift()?.();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const wake of this.waiting.splice(0)) wake();
    const all = [...this.idle, ...this.busy];
    await Promise.all(all.map(({ worker }) => worker.stop()));
  }

  /** A thread may refuse to start, as with a NODE_OPTIONS that threads do not take. */
  private takeOrExplain(): Pooled | InvocationResult {
    try {
      return this.take();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return failure('Runtime.StartError', reason);
    }
  }

  private take(): Pooled {
    for (let pooled = this.idle.pop(); pooled; pooled = this.idle.pop()) {
      if (pooled.worker.alive && pooled.retireAt > this.now()) return pooled;
      void pooled.worker.stop();
    }
    return { worker: this.start(), retireAt: this.now() + WORKER_LIFE_MS };
  }
}

function failure(errorType: string, errorMessage: string): InvocationResult {
  return { outcome: 'failed', errorType, errorMessage };
}

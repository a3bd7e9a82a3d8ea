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

  constructor(
    private readonly start: () => FunctionWorker,
    private readonly now: () => number,
  ) {}

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    while (this.busy.size >= MAX_CONCURRENCY) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    const pooled = this.take();
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
    const all = [...this.idle, ...this.busy];
    await Promise.all(all.map(({ worker }) => worker.stop()));
  }

  private take(): Pooled {
    for (let pooled = this.idle.pop(); pooled; pooled = this.idle.pop()) {
      if (pooled.worker.alive && pooled.retireAt > this.now()) return pooled;
      void pooled.worker.stop();
    }
    return { worker: this.start(), retireAt: this.now() + WORKER_LIFE_MS };
  }
}

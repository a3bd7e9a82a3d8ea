import type { ExecutionEnvironment, Invocation } from './execution-environment';
import { failure, type InvocationResult } from './invocation-result';

/** How many invocations of one function run at once here; further ones wait their turn. */
export const MAX_CONCURRENCY = 10;

/** A worker's credentials hold an hour: it is replaced before. */
const WORKER_LIFE_MS = 50 * 60_000;

interface Pooled {
  readonly worker: ExecutionEnvironment;
  readonly retireAt: number;
}

/**
 * The execution environments of one function, each with one invocation at a time.
 *
 * A busy worker whose handler is over at once takes the next invocation too: its thread is awake. An
 * invocation that has to wait there after all goes to another one.
 */
export class FunctionPool {
  private pooled: Pooled[] = [];
  private readonly waiting: (() => void)[] = [];
  private stopped = false;

  constructor(
    private readonly start: () => ExecutionEnvironment,
    private readonly now: () => number,
  ) {}

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    while (!this.stopped) {
      const taken = this.takeOrExplain();
      if (taken && 'outcome' in taken) return taken;
      if (!taken) {
        await new Promise<void>((resolve) => this.waiting.push(resolve));
        continue;
      }
      const result = await taken.invoke(invocation);
      this.waiting.shift()?.();
      if (result !== 'notBegun') return result;
    }
    return failure('Runtime.Stopped', 'the runtime is stopping');
  }

  /** Ends what does nothing, and what is busy once it is done: the next call starts anew. */
  renew(): void {
    this.pooled = this.pooled
      .map((pooled) => ({ ...pooled, retireAt: Number.NEGATIVE_INFINITY }))
      .filter((pooled) => this.isKept(pooled));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const wake of this.waiting.splice(0)) wake();
    await Promise.all(this.pooled.map(({ worker }) => worker.stop()));
  }

  /** A thread may refuse to start, as with a NODE_OPTIONS that threads do not take. */
  private takeOrExplain(): ExecutionEnvironment | InvocationResult | undefined {
    try {
      return this.take();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return failure('Runtime.StartError', reason);
    }
  }

  private take(): ExecutionEnvironment | undefined {
    const found = this.find(isAwake) ?? this.find(({ worker }) => worker.load === 0);
    if (found) return found;
    this.pooled = this.pooled.filter((pooled) => this.isKept(pooled));
    if (this.pooled.length >= MAX_CONCURRENCY) return undefined;
    const worker = this.start();
    this.pooled.push({ worker, retireAt: this.now() + WORKER_LIFE_MS });
    return worker;
  }

  private find(fits: (pooled: Pooled) => boolean): ExecutionEnvironment | undefined {
    const now = this.now();
    return this.pooled.find(
      (pooled) => pooled.worker.alive && pooled.retireAt > now && fits(pooled),
    )?.worker;
  }

  /** Drops what has ended, and ends what is past its time and does nothing. */
  private isKept({ worker, retireAt }: Pooled): boolean {
    if (!worker.alive) return false;
    if (worker.load > 0 || retireAt > this.now()) return true;
    void worker.stop();
    return false;
  }
}

function isAwake({ worker }: Pooled): boolean {
  return worker.load > 0 && worker.isQuick;
}

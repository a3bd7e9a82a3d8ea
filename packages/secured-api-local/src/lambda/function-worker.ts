import { Worker } from 'node:worker_threads';
import { CallClaims, MAX_LOAD } from './call-claims';
import type { ExecutionEnvironment, Invocation } from './execution-environment';
import type { HandlerModule } from './handler-module';
import {
  failure,
  type InvocationResult,
  readAnswer,
  readThrown,
  type WorkerAnswer,
} from './invocation-result';
import { PendingCalls } from './pending-calls';
import { printLines } from './print-lines';
import { WorkerPort } from './worker-port';

/** How long a call waits behind others before it goes to another worker. */
const PATIENCE_MS = 2;

/** How much the last call says of the next one. */
const WEIGHT = 0.25;

/** What a worker thread is started with. */
export interface WorkerOptions {
  readonly module: HandlerModule;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  /** What the context object shows of every call. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Folders of packages that `import` looks into after all others. */
  readonly importFrom: readonly string[];
  /** Takes each line that the handler prints. */
  readonly print: (line: string) => void;
}

/** A thread that runs one handler, one invocation at a time, and is gone after a time-out. */
export class FunctionWorker implements ExecutionEnvironment {
  private readonly worker: Worker;
  private readonly claims = new CallClaims();
  private readonly pending = new PendingCalls();
  private readonly port = new WorkerPort((answer) => this.onAnswer(answer));
  private answers = 0;
  private dead = false;
  private usualMs = Number.POSITIVE_INFINITY;
  private watching = false;
  private end: InvocationResult | undefined;

  constructor(options: WorkerOptions) {
    this.worker = new Worker(new URL('./bootstrap.mjs', import.meta.url), {
      workerData: {
        ...options.module,
        handler: options.handler,
        context: options.context,
        importFrom: options.importFrom,
        claims: this.claims.shared,
        port: this.port.remote,
      },
      transferList: [this.port.remote],
      env: { ...options.environment },
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
      stdin: false,
      stdout: true,
      stderr: true,
      execArgv: [],
    });
    for (const stream of [this.worker.stdout, this.worker.stderr]) {
      // A thread that is stopped does not end its streams: what is left of a line comes at its exit.
      this.worker.once('exit', printLines(stream, options.print));
    }
    this.worker.on('error', (thrown: unknown) => {
      this.end = readThrown(thrown);
      void this.stop();
    });
    this.worker.on('exit', (code) => this.onExit(code));
  }

  get alive(): boolean {
    return !this.dead;
  }

  get load(): number {
    return this.pending.size;
  }

  get isQuick(): boolean {
    return this.load < MAX_LOAD && this.load * this.usualMs < PATIENCE_MS;
  }

  invoke({ event, requestId, timeoutMs }: Invocation): Promise<InvocationResult | 'notBegun'> {
    return new Promise((resolve) => {
      const id = this.pending.add((result) => {
        clearTimeout(timer);
        resolve(result);
      });
      const timer = setTimeout(() => this.onTimeout(id), timeoutMs);
      this.claims.offer(id);
      this.port.post({ id, event, requestId, deadline: Date.now() + timeoutMs });
      if (this.pending.size > 1) this.watch();
    });
  }

  async stop(): Promise<void> {
    this.dead = true;
    await this.worker.terminate();
  }

  private onAnswer(answer: WorkerAnswer): void {
    if (!this.pending.has(answer.id)) return;
    this.answers += 1;
    this.learn(typeof answer.tookMs === 'number' ? answer.tookMs : Number.POSITIVE_INFINITY);
    this.pending.settle(answer.id, readAnswer(answer));
  }

  private learn(tookMs: number): void {
    this.usualMs = Number.isFinite(this.usualMs)
      ? this.usualMs + (tookMs - this.usualMs) * WEIGHT
      : tookMs;
  }

  private onTimeout(id: number): void {
    if (this.claims.revoke(id)) {
      this.pending.settle(id, 'notBegun');
    } else {
      this.pending.settle(id, { outcome: 'timedOut' });
      void this.stop();
    }
  }

  /**
   * What ran fails, or the first that waited: a thread that cannot start would be tried for ever. Its
   * answers are all there by now, which an error alone does not say.
   */
  private onExit(code: number): void {
    this.dead = true;
    this.port.close();
    const end = this.end ?? failure('Runtime.ExitError', `Runtime exited with status ${code}`);
    const [first] = this.pending.ids();
    if (first !== undefined) this.pending.settle(first, end);
    for (const id of this.pending.ids()) this.pending.settle(id, 'notBegun');
  }

  /** Where no answer comes for a while, nothing waits any longer behind what runs. */
  private watch(): void {
    if (this.watching) return;
    this.watching = true;
    const { answers } = this;
    setTimeout(() => {
      this.watching = false;
      if (this.answers === answers) this.releaseWaiting();
      else if (this.pending.size > 1) this.watch();
    }, PATIENCE_MS);
  }

  private releaseWaiting(): void {
    this.usualMs = Number.POSITIVE_INFINITY;
    for (const id of this.pending.ids()) {
      if (this.claims.revoke(id)) this.pending.settle(id, 'notBegun');
    }
  }
}

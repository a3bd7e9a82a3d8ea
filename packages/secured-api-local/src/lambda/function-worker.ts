import { Worker } from 'node:worker_threads';
import type { HandlerModule } from './handler-module';

/** What a worker thread is started with. */
export interface WorkerOptions {
  readonly module: HandlerModule;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  /** Takes each line that the handler prints. */
  readonly print: (line: string) => void;
}

/** One invocation, with what the context object shows. */
export interface Invocation {
  /** JSON. */
  readonly event: string;
  readonly timeoutMs: number;
  readonly context: Readonly<Record<string, unknown>>;
}

export type InvocationResult =
  | { readonly outcome: 'answered'; readonly payload: unknown }
  | { readonly outcome: 'failed'; readonly errorType: string; readonly errorMessage: string }
  | { readonly outcome: 'timedOut' };

interface Answer {
  readonly id: number;
  readonly ok: boolean;
  readonly payload?: string;
  readonly errorType?: string;
  readonly errorMessage?: string;
}

/** A thread that runs one handler, one invocation at a time, and is gone after a time-out. */
export class FunctionWorker {
  private readonly worker: Worker;
  private settle: ((result: InvocationResult) => void) | undefined;
  private calls = 0;
  private dead = false;

  constructor(options: WorkerOptions) {
    this.worker = new Worker(new URL('./bootstrap.mjs', import.meta.url), {
      workerData: { ...options.module, handler: options.handler },
      env: { ...options.environment },
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
      stdin: false,
      stdout: true,
      stderr: true,
      execArgv: [],
    });
    for (const stream of [this.worker.stdout, this.worker.stderr]) forwardLines(stream, options);
    this.worker.on('message', (answer: Answer) => this.onAnswer(answer));
    this.worker.on('error', (error: Error & { code?: string }) =>
      this.onEnd(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'Runtime.OutOfMemory' : error.name,
        error.message,
      ),
    );
    this.worker.on('exit', (code) =>
      this.onEnd('Runtime.ExitError', `Runtime exited with status ${code}`),
    );
  }

  /** Whether it can take another invocation. */
  get alive(): boolean {
    return !this.dead;
  }

  invoke({ event, timeoutMs, context }: Invocation): Promise<InvocationResult> {
    this.calls += 1;
    const id = this.calls;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.finish({ outcome: 'timedOut' });
        void this.stop();
      }, timeoutMs);
      this.settle = (result) => {
        clearTimeout(timer);
        resolve(result);
      };
      this.worker.postMessage({ id, event, context, deadline: Date.now() + timeoutMs });
    });
  }

  async stop(): Promise<void> {
    this.dead = true;
    await this.worker.terminate();
  }

  private onAnswer(answer: Answer): void {
    if (answer.id !== this.calls) return;
    this.finish(
      answer.ok
        ? { outcome: 'answered', payload: JSON.parse(answer.payload ?? 'null') }
        : {
            outcome: 'failed',
            errorType: answer.errorType ?? 'Error',
            errorMessage: answer.errorMessage ?? '',
          },
    );
  }

  private onEnd(errorType: string, errorMessage: string): void {
    this.dead = true;
    this.finish({ outcome: 'failed', errorType, errorMessage });
  }

  private finish(result: InvocationResult): void {
    const settle = this.settle;
    this.settle = undefined;
    settle?.(result);
  }
}

function forwardLines(stream: NodeJS.ReadableStream, { print }: WorkerOptions): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) print(line);
  });
  stream.on('end', () => {
    if (rest !== '') print(rest);
  });
}

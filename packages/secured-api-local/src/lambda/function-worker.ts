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

/** What the worker's bootstrap posts; a handler that posts by itself may post anything. */
interface Answer {
  readonly id: number;
  readonly ok: boolean;
  readonly payload?: unknown;
  readonly errorType?: unknown;
  readonly errorMessage?: unknown;
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
    for (const stream of [this.worker.stdout, this.worker.stderr]) {
      forwardLines(stream, this.worker, options);
    }
    this.worker.on('message', (message: unknown) => {
      if (isAnswer(message)) this.onAnswer(message);
    });
    this.worker.on('error', (thrown: unknown) => this.onEnd(...describe(thrown)));
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
    this.finish(answer.ok ? readPayload(answer.payload) : readFailure(answer));
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

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'id' in message && 'ok' in message;
}

function readPayload(payload: unknown): InvocationResult {
  try {
    return { outcome: 'answered', payload: JSON.parse(String(payload ?? 'null')) };
  } catch {
    const errorMessage = 'the answer is not JSON';
    return { outcome: 'failed', errorType: 'Runtime.MarshalError', errorMessage };
  }
}

function readFailure({ errorType, errorMessage }: Answer): InvocationResult {
  return {
    outcome: 'failed',
    errorType: String(errorType ?? 'Error'),
    errorMessage: String(errorMessage ?? ''),
  };
}

/** What a worker ended by, which need not be an error. */
function describe(thrown: unknown): [errorType: string, errorMessage: string] {
  if (!(thrown instanceof Error)) return ['Error', String(thrown)];
  const outOfMemory = 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return [outOfMemory ? 'Runtime.OutOfMemory' : thrown.name, thrown.message];
}

/** A thread that is stopped does not end its streams: what is left of a line comes at its exit. */
function forwardLines(
  stream: NodeJS.ReadableStream,
  worker: Worker,
  { print }: WorkerOptions,
): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) print(line);
  });
  worker.once('exit', () => {
    if (rest !== '') print(rest);
    rest = '';
  });
}

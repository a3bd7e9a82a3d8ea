import { type ChildProcess, spawn } from 'node:child_process';
import { endGroup } from '../support/process-group';
import { withTimeout } from '../support/with-timeout';
import type { ExecutionEnvironment, Invocation } from './execution-environment';
import { failure, type InvocationResult } from './invocation-result';
import { printLines } from './print-lines';
import { RuntimeApi, type RuntimeApiOptions } from './runtime-api';

/** What a process of the developer's own command is started with. */
export interface CommandWorkerOptions extends RuntimeApiOptions {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly folder: string;
  /** All that the process sees, `AWS_LAMBDA_RUNTIME_API` beside it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Takes each line that it prints. */
  readonly print: (line: string) => void;
}

/** A process that runs one function, of any runtime that speaks Lambda's runtime API. */
export class CommandWorker implements ExecutionEnvironment {
  readonly isQuick = false;
  private readonly api: RuntimeApi;
  private readonly ended: Promise<InvocationResult>;
  private child: ChildProcess | undefined;
  private dead = false;
  private busy = false;

  constructor(private readonly options: CommandWorkerOptions) {
    this.api = new RuntimeApi(options);
    this.ended = this.run()
      .catch((error: unknown) => failure('Runtime.StartError', String(error)))
      .finally(() => this.stop());
  }

  get alive(): boolean {
    return !this.dead;
  }

  get load(): number {
    return this.busy ? 1 : 0;
  }

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    this.busy = true;
    const answered = Promise.race([this.api.invoke(invocation), this.ended]);
    const result = await withTimeout(answered, invocation.timeoutMs);
    this.busy = false;
    if (result !== undefined) return result;
    await this.stop();
    return { outcome: 'timedOut' };
  }

  async stop(): Promise<void> {
    this.dead = true;
    endGroup(this.child, 'SIGKILL');
    await this.api.close();
  }

  /** Runs the process to its end, and says what that was. */
  private async run(): Promise<InvocationResult> {
    const { words, folder, environment, print } = this.options;
    const [program = '', ...args] = words;
    const address = await this.api.listen();
    if (this.dead) return failure('Runtime.Stopped', 'the runtime is stopping');
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...environment, AWS_LAMBDA_RUNTIME_API: address },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a group of its own, that ends with all it has started
    });
    this.child = child;
    const rests = [child.stdout, child.stderr].map((stream) => printLines(stream, print));
    return await new Promise((resolve) => {
      child.once('error', ({ message }) => resolve(failure('Runtime.InvalidEntrypoint', message)));
      child.once('close', (code, signal) => {
        for (const printRest of rests) printRest();
        const how = code === null ? `by ${signal}` : `with status ${code}`;
        resolve(failure('Runtime.ExitError', `Runtime exited ${how}`));
      });
    });
  }
}

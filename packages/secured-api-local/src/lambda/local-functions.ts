import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { LocalTokenService } from '../sts/create-token-service';
import type { Clock } from '../support/clock';
import type { Environment } from '../support/environment';
import { LocalRuntimeError } from '../support/local-runtime-error';
import type { Log } from '../support/log';
import type { Random } from '../support/random';
import { commandWords, findProgram } from './command-line';
import { CommandWorker } from './command-worker';
import type { ExecutionEnvironment } from './execution-environment';
import { functionEnvironment, type ServiceEndpoints } from './function-environment';
import { FunctionPool } from './function-pool';
import type { FunctionSettings } from './function-settings';
import { FunctionWorker } from './function-worker';
import type { Caller, EventFunctions, Functions, InvokeAnswer } from './functions';
import { findHandlerModule, type HandlerModule } from './handler-module';
import type { InvocationResult } from './invocation-result';
import { LaidLayers, type LayerModules } from './laid-layers';
import { type Permission, ResourcePolicy } from './resource-policy';

const CREDENTIALS_SECONDS = 3600;

/** What Lambda is made with. */
export interface LocalFunctionsOptions {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly tokenService: LocalTokenService;
  /** Known once the servers listen, and asked for when a worker starts. */
  readonly endpoints: () => ServiceEndpoints;
  /** What runs a function in the place of this process, by logical id. Default: none. */
  readonly commands?: Readonly<Record<string, string>>;
}

interface LocalFunction {
  readonly settings: FunctionSettings;
  readonly runnable: { readonly pool: FunctionPool } | { readonly reason: string };
}

/** What a function's environments are made of: a module, or a command in the function's folder. */
type Code = HandlerModule | { readonly words: readonly string[]; readonly folder: string };

/** Lambda on this machine: Node functions in worker threads, others by commands of the developer. */
export class LocalFunctions implements Functions, EventFunctions {
  private readonly functions = new Map<string, LocalFunction>();
  private readonly policies = new Map<string, ResourcePolicy>();
  private readonly layers = new LaidLayers();
  private inlineFolder: string | undefined;

  constructor(private readonly options: LocalFunctionsOptions) {}

  /**
   * Adds a function.
   *
   * @throws LocalRuntimeError when its role does not trust Lambda, or its handler is not there
   */
  add(settings: FunctionSettings): void {
    this.assertAssumable(settings);
    const code = this.findCode(settings);
    this.functions.set(settings.arn, {
      settings,
      runnable: 'reason' in code ? code : { pool: this.newPool(settings, code) },
    });
  }

  /**
   * Checks, once all functions are there, that each command has one.
   *
   * @throws LocalRuntimeError `UnknownFunction`
   */
  assertCommandsUsed(): void {
    const known = [...this.functions.values()].map(({ settings }) => settings.logicalId);
    const unknown = Object.keys(this.options.commands ?? {}).find((id) => !known.includes(id));
    if (unknown === undefined) return;
    throw new LocalRuntimeError(
      'UnknownFunction',
      `no stack has the function '${unknown}', only ${known.join(', ') || 'none'}`,
      'correct --function',
    );
  }

  addPermission(functionArn: string, permission: Permission): void {
    const policy = this.policies.get(functionArn) ?? new ResourcePolicy();
    this.policies.set(functionArn, policy);
    policy.add(permission);
  }

  /** A function by ARN or by name; the ARN may be qualified with `$LATEST`. */
  find(nameOrArn: string): FunctionSettings | undefined {
    const exact = this.functions.get(nameOrArn);
    if (exact) return exact.settings;
    const unqualified = nameOrArn.replace(/:\$LATEST$/, '');
    const byArn = this.functions.get(unqualified);
    if (byArn) return byArn.settings;
    return [...this.functions.values()].find(({ settings }) => settings.name === unqualified)
      ?.settings;
  }

  async invoke(functionArn: string, payload: unknown, caller: Caller): Promise<InvokeAnswer> {
    const found = this.permitted(functionArn, caller);
    return found ? this.run(found, payload) : { outcome: 'refused' };
  }

  send(functionArn: string, event: unknown, caller: Caller): 'accepted' | 'refused' {
    const found = this.permitted(functionArn, caller);
    if (!found) return 'refused';
    void this.run(found, event).then((answer) => {
      if (answer.outcome !== 'notRunnable') return;
      this.options.log.warn(`[${found.settings.logicalId}] ${answer.reason}`);
    });
    return 'accepted';
  }

  /** Starts every function anew with its next call. */
  renew(): void {
    for (const { runnable } of this.functions.values()) {
      if ('pool' in runnable) runnable.pool.renew();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...this.functions.values()].map(async ({ runnable }) => {
        if ('pool' in runnable) await runnable.pool.stop();
      }),
    );
    this.layers.remove();
    if (this.inlineFolder) rmSync(this.inlineFolder, { recursive: true, force: true });
  }

  private permitted(functionArn: string, caller: Caller): LocalFunction | undefined {
    const found = this.functions.get(this.find(functionArn)?.arn ?? '');
    return found && this.policies.get(found.settings.arn)?.permits(caller) ? found : undefined;
  }

  private async run(
    { settings, runnable }: LocalFunction,
    payload: unknown,
  ): Promise<InvokeAnswer> {
    if ('reason' in runnable) return { outcome: 'notRunnable', reason: runnable.reason };
    const result = await runnable.pool.invoke({
      event: JSON.stringify(payload),
      requestId: this.options.random.uuid(),
      timeoutMs: settings.timeoutSeconds * 1000,
    });
    this.warnOf(result, settings);
    return result;
  }

  private newPool(settings: FunctionSettings, code: Code): FunctionPool {
    const { clock, log } = this.options;
    const print = (line: string): void => log.info(`[${settings.logicalId}] ${line}`);
    const start = (): ExecutionEnvironment => {
      const modules = this.layers.modulesOf(settings);
      const environment = this.environmentOf(settings, code.folder, modules);
      if ('words' in code) {
        const { arn: functionArn } = settings;
        return new CommandWorker({ ...code, environment, functionArn, print, clock, log });
      }
      return new FunctionWorker({
        module: code,
        handler: settings.handler,
        environment,
        memoryMb: settings.memoryMb,
        context: contextOf(settings),
        importFrom: modules.forImport ? modules.folders : [],
        print,
      });
    };
    return new FunctionPool(start, clock.now);
  }

  /** The developer reads here what the caller is not told. */
  private warnOf(result: InvocationResult, { logicalId, timeoutSeconds }: FunctionSettings): void {
    const { log } = this.options;
    if (result.outcome === 'timedOut') {
      log.warn(`[${logicalId}] timed out after ${timeoutSeconds} seconds`);
    }
    if (result.outcome === 'failed') {
      log.warn(`[${logicalId}] ${result.errorType}: ${result.errorMessage}`);
    }
  }

  private environmentOf(
    settings: FunctionSettings,
    folder: string,
    modules: LayerModules,
  ): Record<string, string> {
    const { tokenService, environment, endpoints } = this.options;
    const credentials = tokenService.assumeServiceRole(
      settings.roleArn,
      'lambda.amazonaws.com',
      settings.name,
      CREDENTIALS_SECONDS,
    );
    return {
      ...(modules.folders.length > 0 && { NODE_PATH: modules.folders.join(delimiter) }),
      ...functionEnvironment(settings, credentials, environment, endpoints()),
      LAMBDA_TASK_ROOT: folder,
    };
  }

  private assertAssumable({ roleArn, name, logicalId }: FunctionSettings): void {
    try {
      this.options.tokenService.assumeServiceRole(roleArn, 'lambda.amazonaws.com', name, 900);
    } catch {
      throw new LocalRuntimeError(
        'RoleNotAssumable',
        `the role of function '${logicalId}' cannot be assumed by Lambda`,
        'let its trust policy allow sts:AssumeRole to lambda.amazonaws.com, as AWS demands at deploy',
      );
    }
  }

  private findCode(settings: FunctionSettings): Code | { readonly reason: string } {
    const { code, runtime, handler, logicalId, obstacle } = settings;
    const command = this.options.commands?.[logicalId];
    if (command !== undefined) return this.commandOf(command, settings);
    if (code.kind === 'notRunnable') return { reason: code.reason };
    if (obstacle !== undefined) return { reason: obstacle };
    if (!runtime.startsWith('nodejs')) {
      const why = `runtime '${runtime}' does not run here, only nodejs does`;
      return { reason: `${why}; --function ${logicalId}=COMMAND runs it` };
    }
    const module = findHandlerModule(this.folderOf(settings), handler);
    if (module) return module;
    throw new LocalRuntimeError(
      'HandlerNotFound',
      `function '${logicalId}' has no file for its handler '${handler}'`,
      'synthesize again, or correct the Handler property',
    );
  }

  /** A command starts in the folder of the function's code, as a runtime of Lambda does. */
  private commandOf(command: string, settings: FunctionSettings): Code {
    const [name = '', ...args] = commandWords(command);
    const program = findProgram(name, process.env.PATH ?? '', process.cwd());
    return { words: [program, ...args], folder: this.folderOf(settings) };
  }

  private folderOf({ code, logicalId, runtime }: FunctionSettings): string {
    if (code.kind === 'folder') return code.path;
    if (code.kind === 'notRunnable') return process.cwd();
    this.inlineFolder ??= mkdtempSync(join(tmpdir(), 'secured-api-local-'));
    const folder = mkdtempSync(join(this.inlineFolder, `${logicalId}-`));
    const extension = runtime.startsWith('python') ? 'py' : 'js';
    writeFileSync(join(folder, `index.${extension}`), code.source);
    writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
    return folder;
  }
}

/** What the context object shows of every call. */
function contextOf({ name, arn, memoryMb, logGroupName }: FunctionSettings) {
  return {
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memoryMb),
    logGroupName,
    logStreamName: 'local',
  };
}

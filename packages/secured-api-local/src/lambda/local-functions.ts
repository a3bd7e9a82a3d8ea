import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalTokenService } from '../sts/create-token-service';
import type { Clock } from '../support/clock';
import type { Environment } from '../support/environment';
import { LocalRuntimeError } from '../support/local-runtime-error';
import type { Log } from '../support/log';
import type { Random } from '../support/random';
import { functionEnvironment, type ServiceEndpoints } from './function-environment';
import { FunctionPool } from './function-pool';
import type { FunctionSettings } from './function-settings';
import { FunctionWorker } from './function-worker';
import type { Caller, Functions, InvokeAnswer } from './functions';
import { findHandlerModule, type HandlerModule } from './handler-module';
import type { InvocationResult } from './invocation-result';
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
}

interface LocalFunction {
  readonly settings: FunctionSettings;
  readonly runnable: { readonly pool: FunctionPool } | { readonly reason: string };
}

/** Lambda on this machine: the template's Node functions in worker threads. */
export class LocalFunctions implements Functions {
  private readonly functions = new Map<string, LocalFunction>();
  private readonly policies = new Map<string, ResourcePolicy>();
  private inlineFolder: string | undefined;

  constructor(private readonly options: LocalFunctionsOptions) {}

  /**
   * Adds a function.
   *
   * @throws LocalRuntimeError when its role does not trust Lambda, or its handler is not there
   */
  add(settings: FunctionSettings): void {
    this.assertAssumable(settings);
    const module = this.findModule(settings);
    this.functions.set(settings.arn, {
      settings,
      runnable: 'reason' in module ? module : { pool: this.newPool(settings, module) },
    });
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
    const found = this.functions.get(this.find(functionArn)?.arn ?? '');
    if (!found || !this.policies.get(found.settings.arn)?.permits(caller)) {
      return { outcome: 'refused' };
    }
    if ('reason' in found.runnable) {
      return { outcome: 'notRunnable', reason: found.runnable.reason };
    }
    const { settings } = found;
    const result = await found.runnable.pool.invoke({
      event: JSON.stringify(payload),
      requestId: this.options.random.uuid(),
      timeoutMs: settings.timeoutSeconds * 1000,
    });
    this.warnOf(result, settings);
    return result;
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
    if (this.inlineFolder) rmSync(this.inlineFolder, { recursive: true, force: true });
  }

  private newPool(settings: FunctionSettings, module: HandlerModule): FunctionPool {
    return new FunctionPool(() => this.startWorker(settings, module), this.options.clock.now);
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

  private startWorker(settings: FunctionSettings, module: HandlerModule): FunctionWorker {
    const { tokenService, environment, log, endpoints } = this.options;
    const credentials = tokenService.assumeServiceRole(
      settings.roleArn,
      'lambda.amazonaws.com',
      settings.name,
      CREDENTIALS_SECONDS,
    );
    return new FunctionWorker({
      module,
      handler: settings.handler,
      environment: {
        ...functionEnvironment(settings, credentials, environment, endpoints()),
        LAMBDA_TASK_ROOT: module.folder,
      },
      memoryMb: settings.memoryMb,
      context: {
        functionName: settings.name,
        functionVersion: '$LATEST',
        invokedFunctionArn: settings.arn,
        memoryLimitInMB: String(settings.memoryMb),
        logGroupName: settings.logGroupName,
        logStreamName: 'local',
      },
      print: (line) => log.info(`[${settings.logicalId}] ${line}`),
    });
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

  private findModule(settings: FunctionSettings): HandlerModule | { readonly reason: string } {
    const { code, runtime, handler, logicalId } = settings;
    if (code.kind === 'notRunnable') return { reason: code.reason };
    if (!runtime.startsWith('nodejs')) {
      return { reason: `runtime '${runtime}' does not run here, only nodejs does` };
    }
    const folder = code.kind === 'folder' ? code.path : this.writeInline(logicalId, code.source);
    const module = findHandlerModule(folder, handler);
    if (module) return module;
    throw new LocalRuntimeError(
      'HandlerNotFound',
      `function '${logicalId}' has no file for its handler '${handler}'`,
      'synthesize again, or correct the Handler property',
    );
  }

  private writeInline(logicalId: string, source: string): string {
    this.inlineFolder ??= mkdtempSync(join(tmpdir(), 'secured-api-local-'));
    const folder = mkdtempSync(join(this.inlineFolder, `${logicalId}-`));
    writeFileSync(join(folder, 'index.js'), source);
    writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
    return folder;
  }
}

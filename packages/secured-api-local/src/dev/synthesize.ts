import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { endGroup } from '../support/process-group';

/** How an app is synthesized. */
export interface SynthesizeOptions {
  /** The app's folder, which `cdk.json` is in. */
  readonly folder: string;
  /** A command line of the shell. Default: what `cdk.json` says. */
  readonly app: string | undefined;
  /** Where the assembly goes. */
  readonly output: string;
  readonly signal: AbortSignal;
}

/**
 * Runs a CDK app as the CDK's own command line does, without asking AWS for anything.
 *
 * @throws LocalRuntimeError `NoApp` or `SynthFailed`; the latter with what the app has printed
 */
export async function synthesize(options: SynthesizeOptions): Promise<void> {
  const { folder, output, signal } = options;
  const settings = readJson(join(folder, 'cdk.json'));
  const app = options.app ?? settings.app;
  if (typeof app !== 'string') {
    throw new LocalRuntimeError('NoApp', `'${folder}' has no cdk.json with an app`, 'give --app');
  }
  const lookedUp = readJson(join(folder, 'cdk.context.json'));
  const context = { ...lookedUp, ...asObject(settings.context) };
  const child = spawn(app, {
    cwd: folder,
    shell: true,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  const end = (): void => endGroup(child, 'SIGKILL');
  signal.addEventListener('abort', end, { once: true });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const [code] = await once(child, 'close').catch((error: Error) => [error.message]);
  signal.removeEventListener('abort', end);
  if (code !== 0) throw failed(`${printed}the app ended with ${code}`, 'correct the app');
  assertComplete(output);
}

function assertComplete(output: string): void {
  const file = join(output, 'manifest.json');
  if (!existsSync(file)) {
    throw failed('the app wrote no assembly', "leave 'outdir' of App to the command line");
  }
  if (readJson(file).missing !== undefined) {
    throw failed('the app looks values up at AWS', "run 'cdk synth' once, which keeps them");
  }
}

function failed(message: string, resolution: string): LocalRuntimeError {
  return new LocalRuntimeError('SynthFailed', message, resolution);
}

function readJson(file: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) return {};
  try {
    return asObject(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw failed(`'${file}' is not JSON`, 'correct it');
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

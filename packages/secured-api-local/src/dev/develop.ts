import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readAssembly } from '../assembly/read-assembly';
import type { Local, StartOptions } from '../local';
import { type ReloadableRun, startReloadable } from '../start-local';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { endGroup } from '../support/process-group';
import { withTimeout } from '../support/with-timeout';
import { synthesize } from './synthesize';
import { sourceFolders, watchSources } from './watch-sources';

/** How long the web command may take to end. */
const GRACE_MS = 2_000;

/** What a developer's loop is made with. */
export interface DevelopOptions {
  readonly start: StartOptions;
  /** The app's folder. */
  readonly folder: string;
  /** Synthesizes the app, by the shell. Default: what `cdk.json` says. */
  readonly app?: string;
  /** Serves the web pages, by the shell, with `SECURED_API_LOCAL_URL`. Default: nothing does. */
  readonly web?: string;
  /** Takes one line a phase. */
  readonly tell: (line: string) => void;
  /** Is called when the first version runs. */
  readonly onReady: (local: Local) => void;
  /** Ends the loop. */
  readonly signal: AbortSignal;
}

/**
 * Synthesizes an app, boots it, and does both again whenever a source changes, until it is aborted.
 * State, address and inbox stay; a version that cannot be booted leaves the one before in place.
 *
 * @throws LocalRuntimeError where the first version cannot be booted, or the web command ends
 */
export async function develop(options: DevelopOptions): Promise<void> {
  const { start, onReady, signal } = options;
  // Two folders by turns: what runs is not written to.
  let turn = 0;
  const synthesizeNext = async (): Promise<string> => {
    const output = join(options.folder, 'cdk.out', 'dev', String(turn % 2));
    await phase('synthesize', () => synthesize({ ...options, app: options.app, output }), options);
    return output;
  };
  const first = await synthesizeNext();
  if (signal.aborted) return;
  const run = await phase('boot', () => startReloadable({ ...start, assembly: first }), options);
  onReady(run.local());
  const reload = async (): Promise<void> => {
    turn += 1;
    const assembly = await synthesizeNext();
    await phase('reload', () => run.reload(assembly), options);
  };
  const folders = sourceFolders(options.folder, readAssembly(first, start.stacks));
  try {
    await untilEnded(run, reload, folders, options);
  } finally {
    await run.stop();
  }
}

async function untilEnded(
  run: ReloadableRun,
  reload: () => Promise<void>,
  folders: readonly string[],
  { folder, web, tell, signal }: DevelopOptions,
): Promise<void> {
  let reloading = Promise.resolve();
  let fail: (error: unknown) => void = () => undefined;
  const onChange = (): void => {
    reloading = reloading.then(async () => {
      if (signal.aborted) return;
      await reload().catch((error: unknown) => {
        if (!(error instanceof LocalRuntimeError)) throw error;
        const { code, message, resolution } = error;
        if (!signal.aborted) tell(`${code}: ${message}; ${resolution}; the version before goes on`);
      });
    });
    reloading.catch(fail);
  };
  const stopWatching = watchSources(folders, onChange);
  let page: ChildProcess | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      fail = reject;
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (web === undefined) return;
      page = serve(web, folder, run.local().url);
      page.once('exit', (code) => reject(webEnded(code)));
    });
  } finally {
    stopWatching();
    await endWeb(page);
    await reloading.catch(() => undefined);
  }
}

function serve(web: string, folder: string, url: string): ChildProcess {
  return spawn(web, {
    cwd: folder,
    shell: true,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, SECURED_API_LOCAL_URL: url },
  });
}

async function endWeb(page: ChildProcess | undefined): Promise<void> {
  if (page === undefined || page.exitCode !== null) return;
  const ended = once(page, 'exit');
  endGroup(page, 'SIGTERM');
  await withTimeout(ended, GRACE_MS);
  endGroup(page, 'SIGKILL');
}

function webEnded(code: number | null): LocalRuntimeError {
  return new LocalRuntimeError(
    'WebEnded',
    `the web command ended with ${code}`,
    'give a --web that goes on serving',
  );
}

async function phase<T>(
  name: string,
  work: () => Promise<T>,
  { tell }: DevelopOptions,
): Promise<T> {
  const began = performance.now();
  const result = await work();
  tell(`${name.padEnd(12)} ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

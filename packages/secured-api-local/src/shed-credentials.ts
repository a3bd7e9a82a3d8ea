import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The variables by which AWS's tools find an account. */
const OWN = /^AWS_/;

/** Tells the second process that it is one. */
const STARTED = 'SECURED_API_LOCAL_STARTED';

/** The commands that run handlers. */
const RUNNING = ['start', 'dev'];

/** The part of a process that is run again. */
export type ShedProcess = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'execArgv' | 'execPath' | 'channel' | 'connected' | 'on' | 'once' | 'emit'
>;

/**
 * Whether a command line has to run again without the developer's AWS variables: handlers run in
 * threads, and a thread reads what its process was started with, in `/proc` and in its report.
 */
export function mustShedCredentials(args: readonly string[], { env }: ShedProcess): boolean {
  return RUNNING.includes(args[0] ?? '') && Object.keys(env).some((name) => OWN.test(name));
}

/** Runs the same command line in a process without those variables, and returns its exit code. */
export async function runWithoutCredentials(host: ShedProcess): Promise<number> {
  const kept = Object.entries(host.env).filter(([name]) => !OWN.test(name));
  const child = spawn(host.execPath, [...host.execArgv, ...host.argv.slice(1)], {
    env: { ...Object.fromEntries(kept), [STARTED]: '1' },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    host.on(signal, () => {
      if (child.connected) child.disconnect();
    });
  }
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

/**
 * Ends with the process that started this one, however it ends: a terminal's Ctrl-C reaches both,
 * so a signal that is handed on could come twice.
 */
export function endWithStarter(host: ShedProcess): void {
  if (!host.connected || host.env[STARTED] === undefined) return;
  host.once('disconnect', () => host.emit('SIGTERM', 'SIGTERM'));
  host.channel?.unref();
}

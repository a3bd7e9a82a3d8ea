import { createInterface } from 'node:readline';
import { run, start } from './command.mjs';
import { at } from './paths.mjs';

/**
 * Boots the example's template and resolves with what the runtime prints once it is ready.
 *
 * @returns the child process, and its ready line
 */
export async function startRuntime({ state, webOrigin, port }) {
  const child = start(
    at('packages/secured-api-local/dist/cli.js'),
    [
      'start',
      '--json',
      ...['--assembly', at('examples/random-app/cdk.out')],
      ...['--state', state],
      ...['--web-origin', webOrigin],
      ...(port === undefined ? [] : ['--port', String(port)]),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  let isReady = false;
  child.stderr.setEncoding('utf8').on('data', (text) => {
    if (isReady) process.stderr.write(text);
    else log += text;
  });
  const ready = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    child.once('exit', (code) => {
      process.stderr.write(log);
      reject(new Error(`the runtime ended with ${code}`));
    });
  });
  isReady = true;
  return { child, ready };
}

/**
 * Reads the template as a start would, beside the runtime that goes on.
 *
 * @throws {Error} where a start would be refused; the reason has been shown
 */
export async function assertBootable() {
  const args = ['matrix', '--json', '--assembly', at('examples/random-app/cdk.out')];
  await run('the new template', at('packages/secured-api-local/dist/cli.js'), args);
}

/** Ends a process and waits until it is gone. */
export async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/** A command that ended with another code than 0; its output has been shown. */
export class CommandFailed extends Error {
  constructor(command, code) {
    super(`${command} ended with ${code}`);
  }
}

const running = new Set();

/** Ends every command that is still running. */
export function killAll(signal = 'SIGTERM') {
  for (const child of running) child.kill(signal);
}

/** Starts a Node program of the repository and keeps track of it. */
export function start(program, args = [], options = {}) {
  const child = spawn(process.execPath, [program, ...args], { cwd: ROOT, ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/**
 * Runs a Node program to its end. Its output is shown only if it fails, unless `show` says so.
 *
 * @throws {CommandFailed}
 */
export async function run(name, program, args = [], { show = false, ...options } = {}) {
  const stdio = show ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = start(program, args, { stdio, ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
  if (code === 0) return;
  process.stderr.write(output);
  throw new CommandFailed(name, code);
}

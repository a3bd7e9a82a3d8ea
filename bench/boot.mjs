import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { at } from '../scripts/support/paths.mjs';
import { residentMb } from './process-figures.mjs';
import { round } from './round.mjs';

const RUNS = 7;

/** Without variables of AWS, with which the command would be a second process. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')),
);

/** Starts the runtime on the example's template. */
export async function startRuntime(extra = []) {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      at('packages/secured-api-local/dist/cli.js'),
      ...['start', '--json', '--port', '0', '--assembly', at('examples/random-app/cdk.out')],
      ...extra,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], env: ENVIRONMENT },
  );
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { child, stop, ready: JSON.parse(line), bootMs: performance.now() - started };
}

export const title = 'secured-api-local: boot of `examples/random-app`';

/** Boots several times and reports time and memory. */
export async function measure() {
  const times = [];
  const sizes = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { child, stop, bootMs } = await startRuntime();
    times.push(bootMs);
    sizes.push(residentMb(child.pid));
    await stop();
  }
  times.sort((a, b) => a - b);
  const [least, most] = [times[0], times.at(-1)].map(round);
  return `From the start of the process to its ready line, median of ${RUNS} runs, nothing kept from an
earlier run; the resident memory once ready.

| what | measured | aimed at |
|---|---|---|
| boot | ${round(times[Math.floor(RUNS / 2)])} ms (${least} to ${most}) | under 500 ms |
| memory, idle | ${round(Math.max(...sizes))} MB | under 100 MB |
`;
}

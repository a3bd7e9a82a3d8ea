import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/support/paths.mjs';

const READY = 'Ctrl-C ends it.';
const LIMIT_MS = 300_000;

/** Runs `npm start` until the demo can be used, and returns the seconds that took. */
async function startOnce(folder, cache) {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      process.env.npm_execpath ?? '',
      'start',
      '--',
      '--no-open',
      '--port',
      '4600',
      '--web-port',
      '5600',
    ],
    {
      cwd: folder,
      env: { ...process.env, npm_config_cache: cache },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let output = '';
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(output)), LIMIT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (!output.includes(READY)) return;
        clearTimeout(timer);
        resolve();
      });
    }
    gone.then(() => reject(new Error(output)));
  });
  const seconds = (performance.now() - started) / 1000;
  process.kill(-child.pid, 'SIGINT');
  await gone;
  return seconds;
}

export const title = '`npm start`';

/** Measures `npm start` on a fresh clone with an empty npm cache, and once more with all there. */
export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  try {
    const clone = join(folder, 'clone');
    execFileSync('git', ['clone', '--quiet', ROOT, clone]);
    const cache = join(folder, 'npm-cache');
    const first = await startOnce(clone, cache);
    const second = await startOnce(clone, cache);
    return report(first, second);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(first, second) {
  return `From the command to a demo that can be used: on a fresh clone with an empty npm cache, and once more
with nothing changed. The first is mostly the package registry.

| what | measured | aimed at |
|---|---|---|
| first start | ${first.toFixed(1)} s | at most 120 s |
| second start | ${second.toFixed(1)} s | at most 5 s |
`;
}

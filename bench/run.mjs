// Measures the local runtime beside a bare Node server and writes BENCHMARKS.md.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { buildLocal } from '../scripts/support/build-local.mjs';
import { install } from '../scripts/support/install.mjs';
import { at } from '../scripts/support/paths.mjs';
import { phase } from '../scripts/support/phase.mjs';
import { synthExample } from '../scripts/support/synth-example.mjs';

const SHORTEST_BODY = 'a bare Node server that answers the same body';

await phase('install', () => install());
await phase('install peers', () =>
  execFileSync(process.execPath, [process.env.npm_execpath ?? '', 'ci', '--loglevel=error'], {
    cwd: at('bench'),
  }),
);
await phase('build', buildLocal);
await phase('synthesize', () => synthExample());

const { measureBoot } = await import('./boot.mjs');
const { measureRequests } = await import('./requests.mjs');
const { measureStart } = await import('./start.mjs');
let boot;
let requests;
let start;
await phase('boot', async () => {
  boot = await measureBoot();
});
await phase('requests', async () => {
  requests = await measureRequests();
});

await phase('npm start on a fresh clone', async () => {
  start = await measureStart();
});

const round = (value) => Math.round(value).toLocaleString('en-US');
const ratio = (value) => (value / requests.bare).toFixed(2);
const report = `# Benchmarks

By \`npm run bench\`, in one run on one machine. Quote the ratios: absolute numbers belong to the
machine that made them. Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}).

## \`npm start\`

From the command to a demo that can be used: on a fresh clone with an empty npm cache, and once more
with nothing changed. The first is mostly the package registry.

| what | measured | aimed at |
|---|---|---|
| first start | ${start.first.toFixed(1)} s | at most 120 s |
| second start | ${start.second.toFixed(1)} s | at most 5 s |

## secured-api-local: boot of \`examples/random-app\`

From the start of the process to its ready line, median of ${boot.runs} runs, nothing kept from an
earlier run; the resident memory once ready.

| what | measured | aimed at |
|---|---|---|
| boot | ${round(boot.medianMs)} ms (${round(boot.minMs)} to ${round(boot.maxMs)}) | under 1,000 ms |
| memory, idle | ${round(boot.residentMb)} MB | under 100 MB |

## secured-api-local: requests a second

10 connections, 5 seconds each, one after the other, throttling off. The load generator runs on the
same machine. The IAM route verifies the signature, evaluates the role's policies and runs the
handler; its request is signed once and sent again, as SigV4 allows inside five minutes.

| route | requests a second | of a bare server | aimed at |
|---|---|---|---|
| ${SHORTEST_BODY} | ${round(requests.bare)} | 1.00 | |
| \`GET /public\`, open | ${round(requests.open)} | ${ratio(requests.open)} | |
| \`GET /private\`, IAM | ${round(requests.iam)} | ${ratio(requests.iam)} | 2,000 a second |
`;
writeFileSync(at('BENCHMARKS.md'), report);
console.log(`\n${report}`);

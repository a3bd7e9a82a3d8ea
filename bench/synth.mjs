import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { at } from '../scripts/support/paths.mjs';
import { round } from './round.mjs';

const RUNS = 7;
const SIZES = [2, 50];
const LARGEST = 300;
const PEER = 'by-hand';
const OWN = 'secured';

const run = promisify(execFile);

/** One synthesis in a process of its own: its processor time and what it made. */
async function synthesize(which, routes, validation) {
  const { stdout } = await run(
    process.execPath,
    [at('bench/synth/measure.mjs'), which, String(routes)],
    { env: { ...process.env, CDK_VALIDATION: String(validation) } },
  );
  return JSON.parse(stdout);
}

/** Medians of both in turns, so that other work on the machine meets both alike. */
async function compare(routes, validation) {
  const times = { [PEER]: [], [OWN]: [] };
  const types = {};
  for (let index = 0; index < RUNS; index += 1) {
    for (const which of [PEER, OWN]) {
      const result = await synthesize(which, routes, validation);
      times[which].push(result.ms);
      types[which] = result.types;
    }
  }
  const median = (which) => times[which].sort((a, b) => a - b)[Math.floor(RUNS / 2)];
  return { peer: median(PEER), own: median(OWN), types };
}

export const title = 'cdk-secured-api: cost of synthesis';

/** Measures synthesis beside the same resources by the constructs of aws-cdk-lib. */
export async function measure() {
  const rows = [];
  let types;
  for (const validation of [true, false]) {
    for (const routes of SIZES) {
      const result = await compare(routes, validation);
      types ??= result.types;
      const what = `${routes} routes${validation ? '' : ", without aws-cdk-lib's check of the template"}`;
      const ratio = (result.own / result.peer).toFixed(2);
      rows.push(`| ${what} | ${round(result.peer)} ms | ${round(result.own)} ms | ${ratio} |`);
    }
  }
  const largest = await synthesize('fenced', LARGEST, false);
  return `Processor time to build the tree and write the template, median of ${RUNS} runs in turns, each in a
process of its own, imports not counted; aimed at: at most 1.15. The stack by hand,
\`bench/synth/by-hand.mjs\`, makes the same resources by aws-cdk-lib ${version('aws-cdk-lib')} and proves nothing of
its grants.

| stack | by hand | cdk-secured-api | ratio |
|---|---|---|---|
${rows.join('\n')}

The largest API that AWS takes, ${LARGEST} routes of which every third is for a group and lies below one that
is not, takes ${round(largest.ms)} ms with its proof and its fences; aimed at: under 30 s.

What the stacks of ${SIZES[0]} routes hold:

| resource | by hand | cdk-secured-api |
|---|---|---|
${resourceRows(types)}
`;
}

function resourceRows({ [PEER]: peer, [OWN]: own }) {
  return [...new Set([...Object.keys(peer), ...Object.keys(own)])]
    .sort()
    .map((type) => `| \`${type}\` | ${peer[type] ?? 0} | ${own[type] ?? 0} |`)
    .join('\n');
}

function version(name) {
  return JSON.parse(readFileSync(at(`node_modules/${name}/package.json`), 'utf8')).version;
}

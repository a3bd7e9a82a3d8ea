import { setTimeout as wait } from 'node:timers/promises';
import { startRuntime } from './boot.mjs';
import { residentMb } from './process-figures.mjs';
import { round } from './round.mjs';

const MINUTES = Number(process.env.BENCH_MINUTES ?? 10);
const SAMPLES_A_MINUTE = 6;
/** As a page that is open asks: the console reads every second. */
const POLLED = ['/_local/inbox', '/_local/requests', '/_local/users'];

export const title = 'secured-api-local: memory';

/** Measures the memory of a run that nobody uses but an open console page. */
export async function measure() {
  const { ready, stop, child } = await startRuntime();
  const samples = [residentMb(child.pid)];
  const [api] = Object.values(ready.apis);
  for (let sample = 0; sample < MINUTES * SAMPLES_A_MINUTE; sample += 1) {
    const next = wait(60_000 / SAMPLES_A_MINUTE);
    for (const path of POLLED) await (await fetch(ready.url + path)).text();
    await (await fetch(`${api.url}/public`)).text();
    await next;
    samples.push(residentMb(child.pid));
  }
  await stop();
  return report(samples);
}

/** Flat: the last half's mean beside the first half's, when everything has been used once. */
function report(samples) {
  const warm = samples.slice(1);
  const half = Math.floor(warm.length / 2);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, second] = [mean(warm.slice(0, half)), mean(warm.slice(half))];
  const growth = `${second >= first ? '+' : ''}${(second - first).toFixed(1)} MB`;
  return `Resident memory over ${MINUTES} minutes, ${SAMPLES_A_MINUTE} samples a minute, each after one reading of the console's
page and one call of an open route.

| what | measured | aimed at |
|---|---|---|
| once ready | ${round(samples[0])} MB | under 100 MB |
| most | ${round(Math.max(...samples))} MB | under 100 MB |
| second half beside the first | ${growth} | flat |
`;
}

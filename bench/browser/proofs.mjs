import { median } from '../median.mjs';
import { openPage } from './launch.mjs';
import { servePage } from './serve-page.mjs';

const ROUNDS = 15;

/** Measures the computing that a sign-in by SRP takes. */
export async function proofs(browser) {
  const site = await servePage('pages/srp.mjs');
  const { page, close } = await openPage(browser, site.origin);
  const provers = await page.evaluate(() => window.bench.provers);
  const times = new Map(provers.map((prover) => [prover, []]));
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    for (const prover of provers) {
      const ms = await page.evaluate((name) => window.bench.proofMs(name), prover);
      if (turn > 0) times.get(prover).push(ms);
    }
  }
  await close();
  await site.stop();
  return report(times);
}

function report(times) {
  const amplify = median(times.get('aws-amplify'));
  const rows = [...times].map(([prover, measured]) => {
    const ms = median(measured);
    const aim = prover === 'react-cognito-hooks' ? 'at least 7' : '';
    return `| ${prover} | ${ms.toFixed(1)} ms | ${(amplify / ms).toFixed(1)} | ${aim} |`;
  });
  return `Main-thread time of a sign-in by SRP in the 3072-bit group: the public value and the proof.

| library | time | times as fast as Amplify | aimed at |
|---|---|---|---|
${rows.join('\n')}
`;
}

import { median } from '../median.mjs';
import { round } from '../round.mjs';
import { openPage } from './launch.mjs';
import { servePage } from './serve-page.mjs';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const ROUND_MS = 300;
const BODIES = ['GET', '1 KB', '100 KB'];
const AIMS = { GET: ', aimed at: at least 3', '100 KB': ', aimed at: at least 2' };

/** Measures signatures a second, and how long one of 5 MiB blocks a page. */
export async function signatures(browser) {
  const site = await servePage('pages/signers.mjs');
  const { page, close } = await openPage(browser, site.origin);
  const signers = await page.evaluate(() => window.bench.signers);
  const rates = new Map(signers.map((signer) => [signer, BODIES.map(() => [])]));
  const blocks = new Map(signers.map((signer) => [signer, []]));
  const digests = [];
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    for (const signer of signers) {
      for (const [index, body] of BODIES.entries()) {
        const rate = await page.evaluate(
          ([name, size, ms]) => window.bench.perSecond(name, size, ms),
          [signer, body, ROUND_MS],
        );
        if (turn > 0) rates.get(signer)[index].push(rate);
      }
      const block = await page.evaluate((name) => window.bench.longestBlock(name, '5 MiB'), signer);
      if (turn > 0) blocks.get(signer).push(block);
    }
    const rate = await page.evaluate((ms) => window.bench.digestsPerSecond('100 KB', ms), ROUND_MS);
    if (turn > 0) digests.push(rate);
  }
  await close();
  await site.stop();
  return report(rates, blocks, median(digests));
}

function report(rates, blocks, digests) {
  const base = rates.get('aws4fetch').map(median);
  const rows = [...rates].map(([signer, measured]) => {
    const cells = measured
      .map(median)
      .map((rate, i) => `${round(rate)} (${ratio(rate / base[i])})`);
    return `| ${signer} | ${cells.join(' | ')} | ${median(blocks.get(signer)).toFixed(1)} ms |`;
  });
  const heads = BODIES.map(
    (body) => `${body === 'GET' ? body : `POST ${body}`}${AIMS[body] ?? ''}`,
  );
  return `Signatures a second, with a session token of 1,100 characters and a signing key that is kept; in
brackets as a multiple of the signer of aws4fetch. Those "with Request" start from what \`fetch\` takes
and end with all that it sends. The last column is the longest time that a body of 5 MiB keeps the page
from anything else. The browser's own hash of 100 KB, which every signature of such a body contains,
takes alone what makes ${round(digests)} a second (${ratio(digests / base[2])}).

| signer | ${heads.join(' | ')} | 5 MiB blocks, aimed at: under 5 ms |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

const ratio = (value) => value.toFixed(value < 10 ? 2 : 1);

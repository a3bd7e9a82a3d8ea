import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startRelay } from '../../conformance/support/relay.mjs';
import { at } from '../../scripts/support/paths.mjs';
import { startRuntime } from '../boot.mjs';
import { median } from '../median.mjs';
import { round } from '../round.mjs';
import { openPage } from './launch.mjs';
import { servePage } from './serve-page.mjs';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const DELAYS_MS = [50, 100];
const TYPING_MS = 400;
const AT_ONCE = 5;
const USERNAME = 'bench@example.com';
const PASSWORD = 'Correct-horse-7';
const PAGES = { 'react-cognito-hooks': 'pages/hooks.mjs', 'aws-amplify': 'pages/amplify.mjs' };

/** Measures from the sign-in to the first signed answer, and counts what is sent. */
export async function signIns(browser) {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'));
  const seed = join(folder, 'users.json');
  writeFileSync(seed, JSON.stringify([{ username: USERNAME, password: PASSWORD }]));
  const options = ['--seed', seed, '--assembly', withoutDevices(folder)];
  const settings = [];
  try {
    for (const [library, file] of Object.entries(PAGES)) {
      settings.push({ library, ...(await startSetting(file, options)) });
    }
    const rows = [];
    for (const delayMs of DELAYS_MS) {
      rows.push(...timeRows(delayMs, await measureRounds(browser, settings, delayMs)));
    }
    const counts = [];
    for (const setting of settings) counts.push(await countOnce(browser, setting));
    return report(rows, counts);
  } finally {
    await Promise.all(settings.map(({ stop }) => stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The demo's template without the devices that its pool tracks: each asks for requests of its own. */
function withoutDevices(folder) {
  const assembly = join(folder, 'cdk.out');
  cpSync(at('examples/random-app/cdk.out'), assembly, { recursive: true });
  const file = join(assembly, 'random-app-dev.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type === 'AWS::Cognito::UserPool') delete Properties.DeviceConfiguration;
  }
  writeFileSync(file, JSON.stringify(template));
  return assembly;
}

/** Rounds in turns, the first of which only warms up. */
async function measureRounds(browser, settings, delayMs) {
  const measured = settings.map(({ library }) => ({ library, cold: [], warm: [] }));
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    for (const [index, setting] of settings.entries()) {
      const { cold, warm } = await runOnce(browser, setting, delayMs);
      if (turn === 0) continue;
      measured[index].cold.push(cold);
      measured[index].warm.push(warm);
    }
  }
  return measured;
}

/** A page, the runtime it uses and the relay between them. */
async function startSetting(file, extra) {
  const relay = await startRelay();
  const site = await servePage(file);
  const { ready, stop } = await startRuntime([
    ...['--no-throttle', '--web-origin', site.origin],
    ...extra,
  ]);
  const { config } = ready;
  const apis = Object.entries(config.apis).map(([name, api]) => [
    name,
    { ...api, url: named(api.url, 'api') },
  ]);
  site.config = {
    ...config,
    apis: Object.fromEntries(apis),
    endpoints: {
      userPool: named(config.endpoints.userPool, 'user-pool'),
      identityPool: named(config.endpoints.identityPool, 'identity-pool'),
    },
  };
  return {
    site,
    relay,
    async stop() {
      await stop();
      await site.stop();
      await relay.stop();
    },
  };
}

/** The same server under a host of its own, as each service has on AWS. */
const named = (url, name) => url.replace('//localhost', `//${name}.localhost`);

/** One sign-in with a new profile, and another in the same page after a sign-out. */
async function runOnce(browser, { site, relay }, delayMs) {
  relay.before = () => wait(delayMs);
  const { page, close } = await openPage(browser, site.origin, relay);
  const cold = await signIn(page);
  await page.evaluate(() => window.bench.signOut());
  const warm = await signIn(page);
  await close();
  return { cold, warm };
}

async function signIn(page) {
  await wait(TYPING_MS);
  const { ms, status } = await page.evaluate(
    ([username, password]) => window.bench.signInAndCall(username, password),
    [USERNAME, PASSWORD],
  );
  if (status !== 200) throw new Error(`the signed call was answered ${status}`);
  return ms;
}

/** What is sent for a first sign-in, for another, and for several calls at once after a reload. */
async function countOnce(browser, { library, site, relay }) {
  relay.before = () => undefined;
  const { page, close } = await openPage(browser, site.origin, relay);
  const counted = async (work) => {
    relay.seen = [];
    await work();
    return relay.seen.filter(({ host }) => host !== new URL(site.origin).host);
  };
  const cold = await counted(() => signIn(page));
  await page.evaluate(() => window.bench.signOut());
  const warm = await counted(() => signIn(page));
  await page.reload();
  await page.waitForFunction(() => 'bench' in window);
  const reloaded = await counted(() =>
    page.evaluate((count) => window.bench.callAtOnce(count), AT_ONCE),
  );
  await close();
  return { library, cold, warm, reloaded };
}

function timeRows(delayMs, measured) {
  const amplify = measured.find(({ library }) => library === 'aws-amplify');
  return measured.map(({ library, cold, warm }) => {
    const [coldMs, warmMs] = [median(cold), median(warm)];
    const cells = [
      `${round(coldMs)} ms (${(coldMs / median(amplify.cold)).toFixed(2)})`,
      `${round(warmMs)} ms (${(warmMs / median(amplify.warm)).toFixed(2)})`,
    ];
    return `| ${delayMs} ms | ${library} | ${cells.join(' | ')} |`;
  });
}

const preflights = (seen) => seen.filter(({ method }) => method === 'OPTIONS').length;
const count = (seen, name) =>
  seen.filter(({ method, operation }) => method !== 'OPTIONS' && operation === name).length;
const both = (seen) => `${seen.length - preflights(seen)} + ${preflights(seen)}`;

function report(rows, counts) {
  const counted = counts.map(
    ({ library, cold, warm, reloaded }) =>
      `| ${library} | ${both(cold)} | ${both(warm)} | ${count(reloaded, 'GetId')} | ${count(reloaded, 'GetCredentialsForIdentity')} |`,
  );
  return `From the sign-in by SRP to the answer of the first signed call, with user pool, identity pool, API and
page on hosts of their own, every request of which takes the delay on top; the form has been on the
screen for ${TYPING_MS} ms. Cold is a new profile, warm the same page after a sign-out; in brackets as a part
of Amplify's. The pool tracks no devices.

| delay | library | cold, aimed at: at most 0.60 | warm, aimed at: at most 0.55 |
|---|---|---|---|
${rows.join('\n')}

Requests and preflights of the same sign-ins, aimed at: 5 and one a host; and what ${AT_ONCE} signed calls at
once ask of the identity pool after a reload, aimed at: no GetId, one GetCredentialsForIdentity.

| library | cold | warm | GetId | GetCredentialsForIdentity |
|---|---|---|---|---|
${counted.join('\n')}
`;
}

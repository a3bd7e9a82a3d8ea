// The demo on this machine: installs, builds, synthesizes, boots, serves, and watches.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assertNodeVersion } from './support/node-version.mjs';

assertNodeVersion();

const { buildLocal } = await import('./support/build-local.mjs');
const { checkExample } = await import('./support/check-example.mjs');
const { killAll, start } = await import('./support/command.mjs');
const { forgetState } = await import('./support/forget-state.mjs');
const { freePort } = await import('./support/free-port.mjs');
const { install } = await import('./support/install.mjs');
const { openBrowser } = await import('./support/open-browser.mjs');
const { at, STATE } = await import('./support/paths.mjs');
const { phase } = await import('./support/phase.mjs');
const { assertBootable, startRuntime, stopProcess } = await import('./support/runtime.mjs');
const { synthExample } = await import('./support/synth-example.mjs');
const { watch } = await import('./support/watch.mjs');

const USAGE = `Usage: npm start -- [options]
  --fresh        forget the users and keys of earlier runs
  --no-open      do not open the browser
  --no-install   fail instead of installing
  --port N       port of the local AWS endpoint (default: first free from 4000)
  --web-port N   port of the demo (default: first free from 5173)`;

function readOptions() {
  try {
    return parseArgs({
      options: {
        fresh: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        'no-install': { type: 'boolean' },
        port: { type: 'string' },
        'web-port': { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return fail(`${error.message}\n${USAGE}`);
  }
}

function fail(message) {
  console.error(message);
  killAll();
  process.exit(1);
}

/** A port, or nothing where none was given. */
function readPort(name) {
  const text = options[name];
  if (text === undefined || (/^\d{1,5}$/.test(text) && Number(text) <= 65_535)) return text;
  return fail(`--${name} '${text}' is not a number from 0 to 65535`);
}

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

const port = readPort('port');
const givenWebPort = readPort('web-port');

let stopping = false;
function stop() {
  stopping = true;
  killAll();
  process.exit(0);
}
// However it ends: a terminal that is gone breaks the pipe at the next line that is written.
process.on('exit', () => killAll());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
// npm does not hand every signal on: when it is gone, nothing is left behind either.
const parent = process.ppid;
setInterval(() => process.ppid === parent || stop(), 1000).unref();

const state = join(STATE, 'state');
const demo = { webOrigin: '', runtime: undefined };

async function boot(runtimePort) {
  demo.runtime = await startRuntime({ state, webOrigin: demo.webOrigin, port: runtimePort });
  demo.runtime.child.once('exit', (code) => {
    if (!stopping && !demo.restarting) fail(`the runtime ended with ${code}`);
  });
}

async function serveWeb(webPort) {
  const vite = start(at('node_modules/vite/bin/vite.js'), ['--port', String(webPort)], {
    cwd: at('examples/random-app/web'),
    env: { ...process.env, SECURED_API_LOCAL_URL: demo.runtime.ready.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    vite.stdout.setEncoding('utf8').on('data', (text) => {
      if (text.includes('ready in')) resolve();
    });
    vite.once('exit', (code) => reject(new Error(`the web server ended with ${code}`)));
  });
}

/** The template or a handler changed: synthesize again and put a new runtime in the old place. */
async function reload() {
  try {
    await phase('synthesize', () => synthExample(demo.webOrigin));
    await assertBootable();
  } catch (error) {
    console.error(`${error.message}; the version before goes on`);
    return;
  }
  demo.restarting = true;
  const { port: samePort } = new URL(demo.runtime.ready.url);
  await stopProcess(demo.runtime.child);
  await phase('boot', () => boot(samePort)).catch(({ message }) => fail(message));
  demo.restarting = false;
  checkExample();
}

try {
  await phase('install', () => install({ allowed: !options['no-install'] }));
  if (options.fresh) forgetState(state);
  const webPort = Number(givenWebPort ?? (await freePort(5173)));
  demo.webOrigin = `http://localhost:${webPort}`;
  await phase('build', buildLocal);
  await phase('synthesize', () => synthExample(demo.webOrigin));
  await phase('boot', () => boot(port));
  await phase('web', () => serveWeb(webPort));
} catch (error) {
  fail(error.message);
}

const { outputs, url } = demo.runtime.ready;
for (const name of ['ApiEndpoint', 'UserPoolId', 'IdentityPoolId', 'UserPoolClientId']) {
  console.log(`${name.padEnd(18)} ${outputs[name]}`);
}
console.log(`\n  Demo:  ${demo.webOrigin}\n  Inbox: ${url}/_local/\n\nCtrl-C ends it.`);
const quiet = options['no-open'] || process.env.CI || !process.stdout.isTTY;
if (!quiet) openBrowser(demo.webOrigin);
watch(['examples/random-app/infra', 'examples/random-app/functions'], reload);
checkExample();

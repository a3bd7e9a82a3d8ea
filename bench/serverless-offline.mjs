import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { at } from '../scripts/support/paths.mjs';

const READY = 'Server ready';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return String(port);
}

/** Starts serverless-offline on the same open route. */
export async function startServerlessOffline() {
  const [httpPort, lambdaPort] = [await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    [
      at('bench/node_modules/serverless/bin/serverless.js'),
      'offline',
      ...['--httpPort', httpPort, '--lambdaPort', lambdaPort, '--noPrependStageInUrl'],
    ],
    {
      cwd: at('bench/peers'),
      env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const stop = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await new Promise((resolve, reject) => {
    let output = '';
    const read = (text) => {
      output = (output + text).slice(-10_000);
      if (output.includes(READY)) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', read);
    child.once('exit', () => reject(new Error(output)));
  });
  return { pid: child.pid, url: `http://localhost:${httpPort}/public`, stop };
}

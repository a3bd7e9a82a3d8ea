import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import autocannon from 'autocannon';
import { Amplify } from 'aws-amplify';
import { confirmSignUp, fetchAuthSession, signIn, signUp } from 'aws-amplify/auth';
import { at } from '../scripts/support/paths.mjs';
import { startRuntime } from './boot.mjs';
import { processorMs } from './process-figures.mjs';
import { round } from './round.mjs';
import { startServerlessOffline } from './serverless-offline.mjs';

/** Some, each of which waits for its own answer, and as many as keep every server busy. */
const CONNECTIONS = [10, 100];
const SECONDS = 5;
/** Until the engine has compiled what a request needs. */
const WARM_SECONDS = 5;
const USER = 'bench@example.com';
const PASSWORD = 'Correct-horse-7';

/** For each number of connections: requests a second, and the server's processor time for one. */
async function load(pid, url, headers = {}) {
  const measured = [];
  for (const connections of CONNECTIONS) {
    measured.push(await loadBy({ url, headers, connections }, pid));
  }
  return measured;
}

async function loadBy(options, pid) {
  await autocannon({ ...options, duration: WARM_SECONDS });
  const before = processorMs(pid);
  const result = await autocannon({ ...options, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${options.url}: ${result.non2xx} refusals, ${result.errors} errors`);
  }
  const microseconds = ((processorMs(pid) - before) * 1000) / result.requests.total;
  return { rate: result.requests.average, microseconds };
}

/** A server of its own process: one that shares the load generator's would be measured slower. */
async function bareLoad() {
  const child = spawn(process.execPath, [at('bench/bare-server.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface({ input: child.stdout }), 'line');
  const measured = await load(child.pid, url);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return measured;
}

async function signedHeaders(url, { url: runtime, config }) {
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: config.userPoolId,
        userPoolClientId: config.userPoolClientId,
        identityPoolId: config.identityPoolId,
        userPoolEndpoint: config.endpoints.userPool,
        identityPoolEndpoint: config.endpoints.identityPool,
      },
    },
  });
  await signUp({ username: USER, password: PASSWORD });
  const { messages } = await (await fetch(`${runtime}/_local/inbox`)).json();
  await confirmSignUp({ username: USER, confirmationCode: messages[0].code });
  await signIn({ username: USER, password: PASSWORD });
  const { credentials } = await fetchAuthSession();
  const signer = new SignatureV4({
    credentials,
    region: config.region,
    service: 'execute-api',
    sha256: Sha256,
  });
  const { hostname, host, pathname } = new URL(url);
  const { headers } = await signer.sign({
    method: 'GET',
    protocol: 'http:',
    hostname,
    path: pathname,
    headers: { host },
  });
  return headers;
}

export const title = 'secured-api-local: requests a second';

/** Measures requests a second of a bare server, an open route and an IAM route. */
export async function measure() {
  const bare = await bareLoad();
  const { ready, stop, child } = await startRuntime(['--no-throttle']);
  const [{ url }] = Object.values(ready.apis);
  const open = await load(child.pid, `${url}/public`);
  const iam = await load(child.pid, `${url}/private`, await signedHeaders(`${url}/private`, ready));
  await stop();
  const peer = await startServerlessOffline();
  const offline = await load(peer.pid, peer.url);
  await peer.stop();
  const cells = (measured) =>
    measured.map(
      ({ rate, microseconds }, i) =>
        `${round(rate)} (${(rate / bare[i].rate).toFixed(2)}) | ${round(microseconds)} µs`,
    );
  const row = (what, measured, aim) => `| ${what} | ${cells(measured).join(' | ')} | ${aim} |`;
  const [few, many] = CONNECTIONS;
  return `Requests a second, in brackets as a part of the bare server's, with ${few} connections, each of which
waits for its answer, and with ${many}, which keep every server busy; ${SECONDS} seconds each after ${WARM_SECONDS} that do not
count, one after the other, throttling off. Every server has a process of its own, and the load
generator a third, which takes up to one of the cores: where there are few, the handler's thread has to
share. Processor time is that of the server with its threads, for one request. The IAM route verifies
the signature, evaluates the role's policies and runs the handler; its request is signed once and sent
again, as SigV4 allows inside five minutes. serverless-offline runs the same handler; it verifies no
signature and knows no IAM, so it has no second row.

| route | ${few} connections | processor time | ${many} connections | processor time | aimed at |
|---|---|---|---|---|---|
${row('a bare Node server that reads the body and answers the same', bare, '')}
${row('`GET /public`, open', open, 'at least 0.40')}
${row('`GET /private`, IAM', iam, 'at least 0.15')}
${row('serverless-offline 13, an open route', offline, '')}
`;
}

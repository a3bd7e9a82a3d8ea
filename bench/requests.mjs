import { createServer } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import autocannon from 'autocannon';
import { Amplify } from 'aws-amplify';
import { confirmSignUp, fetchAuthSession, signIn, signUp } from 'aws-amplify/auth';
import { startRuntime } from './boot.mjs';
import { round } from './round.mjs';

const CONNECTIONS = 10;
const SECONDS = 5;
const USER = 'bench@example.com';
const PASSWORD = 'Correct-horse-7';

async function rate(url, headers = {}) {
  const options = { url, headers, connections: CONNECTIONS };
  await autocannon({ ...options, duration: 1 });
  const result = await autocannon({ ...options, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  }
  return result.requests.average;
}

async function bareRate() {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"message":"Public Random Number: 7"}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const measured = await rate(`http://127.0.0.1:${server.address().port}/public`);
  server.close();
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
  const bare = await bareRate();
  const { ready, stop } = await startRuntime(['--no-throttle']);
  const [{ url }] = Object.values(ready.apis);
  const open = await rate(`${url}/public`);
  const iam = await rate(`${url}/private`, await signedHeaders(`${url}/private`, ready));
  await stop();
  const ratio = (value) => (value / bare).toFixed(2);
  return `10 connections, 5 seconds each, one after the other, throttling off. The load generator runs on the
same machine. The IAM route verifies the signature, evaluates the role's policies and runs the
handler; its request is signed once and sent again, as SigV4 allows inside five minutes.

| route | requests a second | of a bare server | aimed at |
|---|---|---|---|
| a bare Node server that answers the same body | ${round(bare)} | 1.00 | |
| \`GET /public\`, open | ${round(open)} | ${ratio(open)} | at least 0.40 |
| \`GET /private\`, IAM | ${round(iam)} | ${ratio(iam)} | at least 0.15 |
`;
}

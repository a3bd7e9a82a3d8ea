// Signs the same requests by several libraries, and says how many a second and how long each blocks.

import { signRequest } from '@aws-amplify/core/internals/aws-client-utils';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwsClient, AwsV4Signer } from 'aws4fetch';
import { payloadHash } from 'hooks-core/payload-hash.ts';
import { readRequest } from 'hooks-core/read-request.ts';
import { signRequest as signApiRequest } from 'hooks-core/sign-request.ts';
import { signHeaders } from 'hooks-core/sigv4.ts';

const REGION = 'us-east-1';
const SERVICE = 'execute-api';
const URL_OF_API = 'https://abcdefghij.execute-api.us-east-1.amazonaws.com/random/private?count=3';
const CREDENTIALS = {
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2Vj'.repeat(69),
};
const url = new URL(URL_OF_API);
const SCOPE = { region: REGION, service: SERVICE };
const keys = new Map();
const aws = new AwsClient({ ...CREDENTIALS, ...SCOPE });
const EMPTY = new Uint8Array();
const smithy = new SignatureV4({
  credentials: CREDENTIALS,
  region: REGION,
  service: SERVICE,
  sha256: Sha256,
});

const withHeaders = ({ headers }, added) => {
  const all = new Headers(headers);
  for (const [name, value] of Object.entries(added)) all.set(name, value);
  return all;
};

/** How each library signs; all keep their signing key, and those "with Request" make one, too. */
const SIGNERS = {
  async 'react-cognito-hooks'(method, body) {
    const hash = await payloadHash(body ?? EMPTY);
    const date = new Date();
    const signable = { method, url: new URL(URL_OF_API), headers: [], payloadHash: hash };
    return signHeaders(signable, CREDENTIALS, { ...SCOPE, date });
  },
  'react-cognito-hooks, with Request': async (method, body) => {
    const target = { url: new URL(URL_OF_API), region: REGION };
    const read = await readRequest(target.url, { method, body });
    const added = await signApiRequest({ target, ...read }, CREDENTIALS, new Date());
    return { ...read, headers: withHeaders(read.request, added) };
  },
  aws4fetch: (method, body) =>
    new AwsV4Signer({
      ...CREDENTIALS,
      ...SCOPE,
      cache: keys,
      method,
      body,
      url: URL_OF_API,
    }).sign(),
  'aws4fetch, with Request': (method, body) => aws.sign(URL_OF_API, { method, body }),
  '@smithy/signature-v4': (method, body) =>
    smithy.sign({
      method,
      body,
      protocol: 'https:',
      hostname: url.hostname,
      path: url.pathname,
      query: { count: '3' },
      headers: { host: url.host },
    }),
  'aws-amplify': async (method, body) =>
    signRequest(
      { method, body, url: new URL(URL_OF_API), headers: {} },
      { credentials: CREDENTIALS, signingRegion: REGION, signingService: SERVICE },
    ),
};

const BODIES = {
  GET: undefined,
  '1 KB': new Uint8Array(1024).fill(97),
  '100 KB': new Uint8Array(102_400).fill(97),
  '5 MiB': new Uint8Array(5 * 1024 * 1024).fill(97),
};

const signed = (signer, body) => SIGNERS[signer](BODIES[body] ? 'POST' : 'GET', BODIES[body]);

async function repeat(work, ms) {
  const started = performance.now();
  let done = 0;
  while (performance.now() - started < ms) {
    for (let i = 0; i < 10; i += 1) await work();
    done += 10;
  }
  return (done * 1000) / (performance.now() - started);
}

const perSecond = (signer, body, ms) => repeat(() => signed(signer, body), ms);

/** The longest time in which the page could do nothing else while one request was signed. */
async function longestBlock(signer, body) {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  let settle;
  const turned = () =>
    new Promise((resolve) => {
      settle = resolve;
      port2.postMessage(0);
    });
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    settle();
  };
  let done = false;
  const watch = (async () => {
    while (!done) await turned();
  })();
  await signed(signer, body);
  done = true;
  await watch;
  port1.close();
  return longest;
}

/** The least that any signer takes for a body: its hash by the browser. */
const digestsPerSecond = (body, ms) =>
  repeat(() => crypto.subtle.digest('SHA-256', BODIES[body]), ms);

window.bench = { signers: Object.keys(SIGNERS), perSecond, digestsPerSecond, longestBlock };

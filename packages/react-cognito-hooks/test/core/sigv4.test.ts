// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toUtf8 } from '../../src/core/bytes';
import { payloadHash } from '../../src/core/payload-hash';
import { signQuery } from '../../src/core/sign-query';
import { signHeaders } from '../../src/core/sigv4';
import { normalizeQuery } from '../../src/core/uri-encoding';

/** Cases of AWS's suite that no browser can express, each with its reason. */
const INEXPRESSIBLE: Record<string, string> = {
  'get-header-value-multiline': 'a header value in fetch holds no line break',
  'get-relative-relative-unnormalized': 'a URL resolves its dots before it is sent',
  'get-relative-unnormalized': 'a URL resolves its dots before it is sent',
  'get-slash-dot-slash-unnormalized': 'a URL resolves its dots before it is sent',
  'get-slash-pointless-dot-unnormalized': 'a URL resolves its dots before it is sent',
  'get-slash-unnormalized': 'API Gateway drops empty segments, so the signer does',
  'get-slashes-unnormalized': 'API Gateway drops empty segments, so the signer does',
  'get-space-unnormalized': 'the suite leaves the path as it is, API Gateway encodes it again',
  'get-space-normalized': 'the suite encodes a raw path once, API Gateway the wire path again',
  'get-utf8': 'the suite encodes a raw path once, API Gateway the wire path again',
  'post-sts-header-after': 'the session token is always signed',
};

const suite = join(import.meta.dirname, '../../../../vectors/sigv4');
const cases = readdirSync(suite, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !(entry.name in INEXPRESSIBLE))
  .map((entry) => entry.name);

function readCase(name: string) {
  const read = (file: string) => readFileSync(join(suite, name, file), 'utf8');
  const context = JSON.parse(read('context.json'));
  const [head = '', body = ''] = read('request.txt').split('\n\n');
  const [requestLine = '', ...headerLines] = head
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  const [, method = '', target = ''] = /^(\S+) (.*) HTTP\/1\.1$/.exec(requestLine) ?? [];
  const headers = headerLines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1)];
  });
  const host = headers.find(([key]) => key.toLowerCase() === 'host')?.[1] ?? '';
  return {
    method,
    body,
    url: normalizeQuery(new URL(`https://${host}${target}`)),
    headers: joined(headers.filter(([key]) => key.toLowerCase() !== 'host')),
    credentials: {
      accessKeyId: context.credentials.access_key_id,
      secretAccessKey: context.credentials.secret_access_key,
      sessionToken: context.credentials.token,
    },
    scope: { region: context.region, service: context.service, date: new Date(context.timestamp) },
    signsBody: context.sign_body,
    expiresInSeconds: context.expiration_in_seconds,
    headerSignature: read('header-signature.txt'),
    querySignature: read('query-signature.txt'),
  };
}

/** Each header once, as `fetch` has them. */
function joined(headers: readonly (readonly [string, string])[]): readonly [string, string][] {
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const known = values.get(name.toLowerCase());
    values.set(name.toLowerCase(), known === undefined ? value : `${known.trim()},${value.trim()}`);
  }
  return [...values];
}

test.each(cases)('signs %s by headers as AWS does', async (name) => {
  const { method, url, headers, body, credentials, scope, ...expected } = readCase(name);
  const hash = await payloadHash(new Uint8Array(toUtf8(body)));
  const sent = expected.signsBody ? [...headers, bodyHeader(hash)] : headers;

  const signed = signHeaders({ method, url, headers: sent, payloadHash: hash }, credentials, scope);

  expect(signed.authorization?.split('Signature=')[1]).toBe(expected.headerSignature);
});

const bodyHeader = (hash: string) => ['x-amz-content-sha256', hash] as const;

const getCases = cases.filter((name) => name.startsWith('get-') && !name.includes('header'));

test.each(getCases)('signs %s by its query as AWS does', (name) => {
  const { url, credentials, scope, expiresInSeconds, querySignature } = readCase(name);

  const signed = signQuery(url, credentials, { ...scope, expiresInSeconds });

  expect(signed.searchParams.get('X-Amz-Signature')).toBe(querySignature);
});

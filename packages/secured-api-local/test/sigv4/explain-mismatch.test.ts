import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createVerifier, describeFault } from '../../src/sigv4/verify-signature';
import { START } from '../environment';
import {
  presignRequest,
  type SignedRequest,
  type SignOptions,
  signRequest,
} from '../support/sign-request';

const KEY = {
  accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
  secretAccessKey: 'a-secret-of-the-test',
  sessionToken: 'dG9rZW4tb2YtdGhlLXRlc3Q=',
};

const verify = createVerifier({
  region: 'us-east-1',
  service: 'execute-api',
  now: () => START,
  identify: () => ({ secretAccessKey: KEY.secretAccessKey, principal: 'caller' }),
});

function explain(request: SignedRequest): string {
  const verification = verify(request);
  return verification.valid ? 'it holds' : describeFault(verification);
}

const set =
  (name: string, value: string) =>
  (request: SignedRequest): SignedRequest => ({
    ...request,
    headers: request.headers.map(([key, old]) => [key, key === name ? value : old]),
  });

const POST = { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a signature that does not fit', () => {
  test.each<[string, SignOptions, (request: SignedRequest) => SignedRequest]>([
    [
      "the line 'host' differs: signed as 'localhost', sent as 'localhost:4001'",
      { host: 'localhost' },
      set('host', 'localhost:4001'),
    ],
    [
      "the line 'host' differs: signed as 'localhost:5173', sent as 'localhost:4001'",
      { host: 'localhost:5173', headers: { origin: 'http://localhost:5173' } },
      set('host', 'localhost:4001'),
    ],
    [
      'the method differs: signed as PUT, sent as POST',
      { method: 'PUT' },
      (request) => ({ ...request, method: 'POST' }),
    ],
    [
      "the path line differs: signed with a '/' at its end, sent without",
      { path: '/items/' },
      (request) => ({ ...request, target: '/items' }),
    ],
    [
      "the path line differs: signed without the '/' at its end, sent with it",
      { path: '/items' },
      (request) => ({ ...request, target: '/items/' }),
    ],
    [
      'the path line differs: signed with its segments encoded once, not twice',
      { path: '/a b' },
      (request) => ({ ...request, target: '/a%20b' }),
    ],
    [
      'the path line differs: signed without its first segment, such as a stage',
      { path: '/items' },
      (request) => ({ ...request, target: '/prod/items' }),
    ],
    [
      'the query line differs: signed without the query',
      { path: '/items' },
      (request) => ({ ...request, target: '/items?a=1' }),
    ],
    [
      "the query line differs: signed with '+' for a blank",
      { path: '/items', query: { q: 'a b' } },
      (request) => ({ ...request, target: '/items?q=a+b' }),
    ],
    [
      "the line 'content-type' differs: signed as 'application/json', sent otherwise",
      POST,
      set('content-type', 'application/json;charset=UTF-8'),
    ],
    [
      'no single line explains it: another secret access key',
      { headers: { 'x-note': 'a' } },
      set('x-note', 'b'),
    ],
  ])('says: %s', async (why, options, change) => {
    const request = change(await signRequest(KEY, options));

    const [told = ''] = why.split(', sent otherwise');
    expect(explain(request)).toContain(`signatureMismatch: ${told}`);
  });

  test('says that the body was not signed', async () => {
    const presigned = await presignRequest(KEY, { method: 'POST', path: '/items' });

    const request = { ...presigned, body: Buffer.from('{}') };

    expect(explain(request)).toBe(
      'signatureMismatch: the payload line differs: signed without the body',
    );
  });

  test('says that the session token came after the signature', async () => {
    const { sessionToken, ...key } = KEY;
    const presigned = await presignRequest(key, { path: '/items' });

    const target = `${presigned.target}&X-Amz-Security-Token=${encodeURIComponent(sessionToken)}`;

    expect(explain({ ...presigned, target })).toBe(
      'signatureMismatch: the query line differs: signed before the session token was added',
    );
  });
});

describe('any other fault', () => {
  test.each<[string, SignOptions, (request: SignedRequest) => SignedRequest]>([
    [
      "foreignRegion: signed for 'eu-west-1', this is 'us-east-1'",
      { region: 'eu-west-1' },
      (request) => request,
    ],
    [
      "foreignService: signed for 'lambda', this is 'execute-api'",
      { service: 'lambda' },
      (request) => request,
    ],
    [
      'clockSkew: signed at 20260905T065000Z, it is 2026-09-05T07:05:01.000Z here',
      { signedAt: Date.UTC(2026, 8, 5, 6, 50, 0) },
      (request) => request,
    ],
    [
      'signedHeaderMissing: signed and not received: x-note',
      { headers: { 'x-note': 'a' } },
      (request) => ({
        ...request,
        headers: request.headers.filter(([name]) => name !== 'x-note'),
      }),
    ],
    [
      `payloadHashMismatch: x-amz-content-sha256 says ${sha256('{"a":1}')}, the body received has ${sha256('{"a":2}')}`,
      POST,
      (request) => ({ ...request, body: Buffer.from('{"a":2}') }),
    ],
    [
      'unsigned',
      {},
      (request) => ({
        ...request,
        headers: request.headers.filter(([name]) => name !== 'authorization'),
      }),
    ],
  ])('says: %s', async (why, options, change) => {
    expect(explain(change(await signRequest(KEY, options)))).toBe(why);
  });

  test('tells no token and no secret', async () => {
    const request = set('x-note', 'b')(await signRequest(KEY, { headers: { 'x-note': 'a' } }));

    const why = explain(request);

    expect(why).not.toContain(KEY.sessionToken);
    expect(why).not.toContain(KEY.secretAccessKey);
  });
});

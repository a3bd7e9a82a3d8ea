import { describe, expect, test } from 'vitest';
import { createVerifier } from '../../src/sigv4/verify-signature';
import { createRandom } from '../../src/support/random';
import { START } from '../environment';
import { presignRequest, type SignedRequest, signRequest } from '../support/sign-request';

const KEY = {
  accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
  secretAccessKey: 'a-secret-of-the-test',
  sessionToken: 'dG9rZW4tb2YtdGhlLXRlc3Q=',
};
const BODY = '{"amount":1}';
/** In each of the two forms. */
const MUTATIONS = 10_000;

const verify = createVerifier({
  region: 'us-east-1',
  service: 'execute-api',
  now: () => START,
  identify: (accessKeyId, sessionToken) =>
    accessKeyId === KEY.accessKeyId && sessionToken === KEY.sessionToken
      ? { secretAccessKey: KEY.secretAccessKey, principal: 'caller' }
      : undefined,
});

const post = {
  method: 'POST',
  path: '/users/a%20b/c',
  query: { x: '1', y: 'a b' },
  headers: { 'content-type': 'application/json', 'x-note': 'a b' },
  body: BODY,
};

const signed = await signRequest(KEY, post);
const presigned = await presignRequest(KEY, { method: 'POST', path: '/users', body: BODY });

/** A generator of numbers below `limit` that repeats itself, so that a failure does as well. */
function createDice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % limit;
  };
}

/** Changes, drops or doubles one character. */
function spoil(text: string, dice: (limit: number) => number): string {
  const at = dice(text.length);
  const character = String.fromCharCode(33 + dice(94));
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  return (
    [before + character + after, before + after, before + text.charAt(at) + text.slice(at)][
      dice(3)
    ] ?? text
  );
}

const MUTATE: readonly ((
  request: SignedRequest,
  dice: (limit: number) => number,
) => SignedRequest)[] = [
  (request, dice) => ({ ...request, target: `/${spoil(request.target.slice(1), dice)}` }),
  (request, dice) => ({ ...request, body: Buffer.from(spoil(request.body.toString(), dice)) }),
  (request, dice) => ({ ...request, method: spoil(request.method, dice) }),
  (request, dice) => {
    const at = dice(request.headers.length);
    const headers = request.headers.map(([name, value], index) =>
      index === at ? ([name, spoil(value, dice)] as const) : ([name, value] as const),
    );
    return { ...request, headers };
  },
  (request, dice) => {
    const at = dice(request.headers.length);
    return { ...request, headers: request.headers.filter((_, index) => index !== at) };
  },
];

/** What a signature covers, in the one reading that canonical form leaves. */
function meaning({ method, target, headers, body }: SignedRequest): string {
  const [path = '', query = ''] = target.split('?');
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  const parameters = query.split('&').filter((part) => part !== '');
  const decoded = parameters.map((part) => [...new URLSearchParams(part)].join('=')).sort();
  const values = headers
    .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')])
    .sort();
  return JSON.stringify([method, segments, path.endsWith('/'), decoded, values, body.toString()]);
}

describe('a signature', () => {
  test('holds in header and in query form', () => {
    expect([verify(signed), verify(presigned)]).toEqual([
      { valid: true, principal: 'caller', accessKeyId: KEY.accessKeyId },
      { valid: true, principal: 'caller', accessKeyId: KEY.accessKeyId },
    ]);
  });

  test.each<[string, (request: SignedRequest) => SignedRequest]>([
    ['headers in another order', (r) => ({ ...r, headers: [...r.headers].reverse() })],
    [
      'header names in another case',
      (r) => ({ ...r, headers: r.headers.map(([n, v]) => [n.toUpperCase(), v]) }),
    ],
    [
      'more blanks in a value',
      (r) => ({ ...r, headers: r.headers.map(([n, v]) => [n, v.replace(/ +/, '   ')]) }),
    ],
    ['an unsigned header more', (r) => ({ ...r, headers: [...r.headers, ['x-forwarded', '1']] })],
    ['parameters in another order', (r) => ({ ...r, target: '/users/a%20b/c?y=a%20b&x=1' })],
  ])('holds with %s', (_, change) => {
    const request = change({
      ...signed,
      headers: signed.headers.filter(([name]) => name !== 'authorization'),
    });
    const authorization = signed.headers.filter(([name]) => name === 'authorization');

    expect(verify({ ...request, headers: [...request.headers, ...authorization] }).valid).toBe(
      true,
    );
  });

  test.each([
    ['header', signed],
    ['query', presigned],
  ] as const)('never survives a change of the request in %s form', (_, request) => {
    const dice = createDice(20260905);
    const accepted: SignedRequest[] = [];
    const original = meaning(request);

    for (let round = 0; round < MUTATIONS; round += 1) {
      const mutate = MUTATE[round % MUTATE.length];
      const mutated = mutate ? mutate(request, dice) : request;
      if (verify(mutated).valid && meaning(mutated) !== original) accepted.push(mutated);
    }

    expect(accepted).toEqual([]);
  });

  test('is never guessed', () => {
    const random = createRandom();
    const guesses = Array.from({ length: 500 }, () => random.bytes(32).toString('hex'));

    const accepted = guesses.filter((guess) => {
      const headers = signed.headers.map(
        ([name, value]) => [name, value.replace(/Signature=\w+/, `Signature=${guess}`)] as const,
      );
      return verify({ ...signed, headers }).valid;
    });

    expect(accepted).toEqual([]);
  });

  test.each([
    ['UNSIGNED-PAYLOAD', 'payloadHashMismatch'],
    ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'payloadHashMismatch'],
    ['', 'payloadHashMismatch'],
  ])('fails for the payload hash %j', async (hash, fault) => {
    const request = await signRequest(KEY, { ...post, headers: { 'x-amz-content-sha256': hash } });

    const headers = request.headers.map(
      ([name, value]) => [name, name === 'x-amz-content-sha256' ? hash : value] as const,
    );

    expect(verify({ ...request, headers })).toMatchObject({ valid: false, fault });
  });

  test.each<[string, (request: SignedRequest) => SignedRequest, string]>([
    [
      'two Authorization headers',
      (r) => ({ ...r, headers: [...r.headers, ['Authorization', 'Bearer x']] }),
      'twoSignatures',
    ],
    [
      'two dates',
      (r) => ({ ...r, headers: [...r.headers, ['X-Amz-Date', '20260905T070501Z']] }),
      'malformedDate',
    ],
    [
      'two tokens',
      (r) => ({ ...r, headers: [...r.headers, ['X-Amz-Security-Token', 'x']] }),
      'malformedAuthorization',
    ],
    [
      'a signature in the query as well',
      (r) => ({ ...r, target: `${r.target}&X-Amz-Signature=${'0'.repeat(64)}` }),
      'twoSignatures',
    ],
    [
      'a signed header twice',
      (r) => ({ ...r, headers: [...r.headers, ['content-type', 'x']] }),
      'signatureMismatch',
    ],
    [
      'no authorization',
      (r) => ({ ...r, headers: r.headers.filter(([name]) => name !== 'authorization') }),
      'unsigned',
    ],
  ])('fails with %s', (_, change, fault) => {
    expect(verify(change(signed))).toMatchObject({ valid: false, fault });
  });

  test.each<[number, string]>([
    [0, 'malformedExpires'],
    [604_801, 'malformedExpires'],
  ])('fails in the query for %i seconds', (expires, fault) => {
    const target = presigned.target.replace(/X-Amz-Expires=\d+/, `X-Amz-Expires=${expires}`);

    expect(verify({ ...presigned, target })).toMatchObject({ valid: false, fault });
  });

  test('ends in the query with its seconds', async () => {
    const request = await presignRequest(KEY, { signedAt: START - 60_000, expiresIn: 60 });

    expect(verify(request)).toMatchObject({ valid: false, fault: 'expired' });
  });
});

import { sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signJwt, verifyJwt } from '../../../src/cognito-idp/tokens/jwt';
import { createSigningKeys } from '../../../src/cognito-idp/tokens/signing-keys';
import { createMemoryStore } from '../../../src/state/memory-store';
import { createRandom } from '../../../src/support/random';

const KEY = createSigningKeys(createMemoryStore(), createRandom())();

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token with a right signature under any header. */
function signedWith(header: unknown, payload: unknown = { sub: 'a' }): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), KEY.privateKey).toString('base64url')}`;
}

test('reads what it signed', () => {
  expect(verifyJwt(signJwt({ sub: 'a' }, KEY), KEY)).toEqual({ sub: 'a' });
});

describe('a right signature', () => {
  test.each<[string, unknown]>([
    ['alg none', { alg: 'none', kid: KEY.kid }],
    ['another algorithm', { alg: 'RS512', kid: KEY.kid }],
    ['no algorithm', { kid: KEY.kid }],
    ['another key id', { alg: 'RS256', kid: 'other' }],
    ['no key id', { alg: 'RS256' }],
    ['a critical extension', { alg: 'RS256', kid: KEY.kid, crit: ['exp'] }],
    ['a header that is no object', 'RS256'],
  ])('fails under %s', (_what, header) => {
    expect(verifyJwt(signedWith(header), KEY)).toBeUndefined();
  });

  test('fails over claims that are no object', () => {
    expect(verifyJwt(signedWith({ alg: 'RS256', kid: KEY.kid }, ['sub']), KEY)).toBeUndefined();
  });

  test('fails in another spelling', () => {
    const token = signJwt({ sub: 'a' }, KEY);

    expect(verifyJwt(`${token}=`, KEY)).toBeUndefined();
    expect(verifyJwt(`${token} `, KEY)).toBeUndefined();
  });
});

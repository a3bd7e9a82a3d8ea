import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { SPA_FALLBACK } from '../../src/private/spa-fallback';

/** What CloudFront asks the bucket for, when a visitor asks for a path. */
function uriOf(uri: string): string {
  const request = { method: 'GET', uri, querystring: {}, headers: {}, cookies: {} };
  const answer: unknown = runInNewContext(`${SPA_FALLBACK}; handler(event)`, {
    event: { request },
  });
  expect(answer).toBe(request);
  return request.uri;
}

test.each(['/', '/private', '/users/1/orders', '/a/', '/v1.2/notes'])(
  'the page %s is answered with index.html',
  (uri) => {
    expect(uriOf(uri)).toBe('/index.html');
  },
);

test.each([
  '/index.html',
  '/assets/app-BxK3fA9s.js',
  '/config.json',
  '/robots.txt',
  '/.well-known/webauthn',
  '/.hidden',
])('the file %s is itself, there or missing', (uri) => {
  expect(uriOf(uri)).toBe(uri);
});

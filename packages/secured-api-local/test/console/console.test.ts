import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createConsole } from '../../src/console/console';

const page = createConsole({
  inbox: () => ({ messages: [{ text: '</script><script>alert(1)</script>' }] }),
  users: () => ({ users: [] }),
  requests: () => ({ requests: [] }),
  config: () => null,
  matrix: () => ({ callers: [], routes: [] }),
});

const ask = (target: string, method = 'GET', headers: [string, string][] = []) =>
  page.answer({
    raw: { method, target, headers, body: Buffer.alloc(0) },
    sourceIp: '127.0.0.1',
    protocol: 'HTTP/1.1',
  });

describe('createConsole', () => {
  test.each([
    ['/_local/', 'text/html; charset=utf-8'],
    ['/_local/page.css', 'text/css; charset=utf-8'],
    ['/_local/page.js', 'text/javascript; charset=utf-8'],
    ['/_local/inbox', 'application/json'],
    ['/_local/inbox?x=1', 'application/json'],
    ['/_local/users', 'application/json'],
    ['/_local/requests', 'application/json'],
    ['/_local/config.json', 'application/json'],
  ])('serves %s as %s under a strict policy', (target, type) => {
    const { status, headers } = ask(target);

    expect(status).toBe(200);
    expect(headers).toEqual({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'content-type': type,
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  test('tells JSON as it is', () => {
    expect(JSON.parse(String(ask('/_local/inbox').body))).toEqual({
      messages: [{ text: '</script><script>alert(1)</script>' }],
    });
    expect(ask('/_local/config.json').body).toBe('null');
  });

  test('leads to its folder', () => {
    expect(ask('/_local')).toMatchObject({ status: 308, headers: { location: '/_local/' } });
  });

  test.each(['/_local/', '/_local/inbox', '/_local/config.json'])(
    'fails for the page of another site that asks for %s',
    (target) => {
      const answer = ask(target, 'GET', [['Sec-Fetch-Site', 'cross-site']]);

      expect([answer.status, answer.body]).toEqual([403, 'another site asked']);
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
    'fails for %s: it only reads',
    (method) => {
      const answer = ask('/_local/inbox', method);

      expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
    },
  );

  test.each(['/_local/nothing', '/_local/../package.json', '/_local/%2e%2e', '/_local/page.html'])(
    'has no %s',
    (target) => {
      expect(ask(target).status).toBe(404);
    },
  );

  test('lets no other origin read: no answer has a CORS header', () => {
    const names = ['/_local/', '/_local/inbox', '/_local/nothing'].flatMap((target) =>
      Object.keys(ask(target, 'GET', [['Origin', 'http://localhost:5173']]).headers),
    );

    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('the page', () => {
  const files = ['page.html', 'page.js'].map((name) =>
    readFileSync(new URL(`../../src/console/${name}`, import.meta.url), 'utf8'),
  );

  test('puts nothing in as markup', () => {
    const [, script = ''] = files;

    expect(script).toContain('textContent');
    expect(script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(/,
    );
  });

  test('has no inline script or style, which its policy would refuse', () => {
    const [html = ''] = files;

    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=/);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createVerifier } from '../../src/sigv4/verify-signature';
import type { RawRequest } from '../../src/support/raw-request';

const suite = new URL('../../../../vectors/sigv4/', import.meta.url);
const cases = readdirSync(suite, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** The suite adds this token after signing: a query signature then no longer covers the query. */
const TOKEN_ADDED_AFTER_SIGNING = 'post-sts-header-after';

function read(name: string, file: string): string {
  return readFileSync(new URL(`${name}/${file}`, suite)).toString('latin1');
}

/** Reads the suite's own request notation: a header line that starts with a space goes on. */
function parseRequest(text: string): RawRequest {
  const [head = '', ...rest] = text.split('\n\n');
  const [requestLine = '', ...lines] = head.replace(/\n[ \t]+/g, ' ').split('\n');
  const method = requestLine.slice(0, requestLine.indexOf(' '));
  const target = requestLine.slice(method.length + 1, requestLine.lastIndexOf(' '));
  const headers = lines
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const);
  return { method, target, headers, body: Buffer.from(rest.join('\n\n'), 'latin1') };
}

function verifierFor(name: string) {
  const context = JSON.parse(read(name, 'context.json'));
  const { access_key_id, secret_access_key, token } = context.credentials;
  return createVerifier({
    region: context.region,
    service: context.service,
    now: () => Date.parse(context.timestamp),
    normalizePath: context.normalize,
    identify: (accessKeyId, sessionToken) =>
      accessKeyId === access_key_id && sessionToken === token
        ? { secretAccessKey: secret_access_key, principal: 'suite' }
        : undefined,
  });
}

describe('the SigV4 suite of aws-c-auth', () => {
  test('has all 38 cases', () => {
    expect(cases).toHaveLength(38);
  });

  test.each(cases)('accepts %s in header form', (name) => {
    const request = parseRequest(read(name, 'header-signed-request.txt'));

    const verification = verifierFor(name)(request);

    expect(verification).toMatchObject({ valid: true, principal: 'suite' });
  });

  test.each(cases.filter((name) => name !== TOKEN_ADDED_AFTER_SIGNING))(
    'accepts %s in query form',
    (name) => {
      const request = parseRequest(read(name, 'query-signed-request.txt'));

      const verification = verifierFor(name)(request);

      expect(verification).toMatchObject({ valid: true, principal: 'suite' });
    },
  );

  test.each(cases)('refuses %s with one bit of its signature changed', (name) => {
    const text = read(name, 'header-signed-request.txt').replace(
      /Signature=(.)/,
      (_, first: string) => `Signature=${first === '0' ? '1' : '0'}`,
    );

    const verification = verifierFor(name)(parseRequest(text));

    expect(verification).toMatchObject({ valid: false, fault: 'signatureMismatch' });
  });
});

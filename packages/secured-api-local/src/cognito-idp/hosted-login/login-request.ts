import type { ServerRequest } from '../../support/loopback-server';
import { headerValues, splitTarget } from '../../support/raw-request';
import { OAuthError } from './oauth-error';

/** Parameters of a query or a form, each there once. */
export type Parameters = ReadonlyMap<string, string>;

/** A request to the hosted login. */
export interface LoginRequest {
  readonly method: string;
  readonly path: string;
  /** As it came, without the question mark. */
  readonly query: string;
  readonly body: string;
  readonly headers: ServerRequest['raw'];
  readonly cookies: ReadonlyMap<string, string>;
}

/** Reads what every endpoint looks at. */
export function readLoginRequest({ raw }: ServerRequest): LoginRequest {
  const { path, query } = splitTarget(raw.target);
  return {
    method: raw.method,
    path,
    query,
    body: raw.body.toString('utf8'),
    headers: raw,
    cookies: readCookies(raw),
  };
}

/**
 * Reads a query or a form.
 *
 * @throws OAuthError `invalid_request` for a parameter that is there twice (RFC 6749, section 3.1)
 */
export function readParameters(text: string): Parameters {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (parameters.has(name)) throw new OAuthError('invalid_request', `${name} is repeated`);
    if (value !== '') parameters.set(name, value);
  }
  return parameters;
}

function readCookies(raw: ServerRequest['raw']): ReadonlyMap<string, string> {
  const pairs = headerValues(raw, 'cookie').flatMap((header) => header.split(';'));
  const cookies = new Map<string, string>();
  for (const pair of pairs) {
    const mark = pair.indexOf('=');
    const name = pair.slice(0, mark).trim();
    // The first of a name is the one of the longest path, which no other place can take.
    if (mark > 0 && !cookies.has(name)) cookies.set(name, pair.slice(mark + 1).trim());
  }
  return cookies;
}

import { createHash } from 'node:crypto';
import { headerValues, type RawRequest } from '../support/raw-request';
import { type CanonicalParts, canonicalRequest, decode } from './canonical-request';

/** What a client may have signed in place of what arrived. */
interface Guess {
  /** The line of the canonical request that would differ, and how. */
  readonly line: string;
  readonly request?: Partial<RawRequest>;
  readonly parts?: Partial<CanonicalParts>;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const EMPTY = createHash('sha256').digest('hex');

/**
 * Finds the line of the canonical request that a client wrote differently: it is written again in
 * every way that clients and proxies are known for, until the signature fits. For the developer's
 * eyes.
 *
 * @param fits - whether the signature is of that canonical request
 */
export function explainMismatch(
  request: RawRequest,
  parts: CanonicalParts,
  fits: (canonical: string) => boolean,
): string {
  const found = guessesOf(request, parts).find(({ request: changed, parts: other }) =>
    fits(canonicalRequest({ ...request, ...changed }, { ...parts, ...other })),
  );
  return (
    found?.line ??
    `no single line explains it: another secret access key, or one of the signed headers ${parts.signedHeaders.join(';')} was changed on the way`
  );
}

function guessesOf(request: RawRequest, parts: CanonicalParts): Guess[] {
  return [
    ...hostGuesses(request),
    ...methodGuesses(request),
    ...pathGuesses(parts),
    ...queryGuesses(parts),
    ...payloadGuesses(parts),
    ...headerGuesses(request, parts),
  ];
}

/** A proxy hands a request on under its own host, or a client leaves the port out. */
function hostGuesses(request: RawRequest): Guess[] {
  const [host = ''] = headerValues(request, 'host');
  const [, port = ''] = /(:\d+)$/.exec(host) ?? [];
  const others = ['origin', 'referer'].flatMap((name) => headerValues(request, name)).map(hostOf);
  const forwarded = headerValues(request, 'x-forwarded-host');
  const known = ['localhost', '127.0.0.1', '[::1]'].flatMap((name) => [name, name + port]);
  const hosts = new Set([host.replace(/:\d+$/, ''), ...forwarded, ...others, ...known]);
  hosts.delete(host);
  return [...hosts].map((signed) => ({
    line: `the line 'host' differs: signed as '${signed}', sent as '${host}'`,
    request: { headers: withHeader(request, 'host', signed) },
  }));
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? '';
}

function methodGuesses({ method }: RawRequest): Guess[] {
  return METHODS.filter((other) => other !== method).map((other) => ({
    line: `the method differs: signed as ${other}, sent as ${method}`,
    request: { method: other },
  }));
}

function pathGuesses({ path }: CanonicalParts): Guess[] {
  const line = (how: string) => `the path line differs: ${how}`;
  const decoded = decode(path);
  return [
    { line: line('signed with its segments encoded once, not twice'), parts: { path: decoded } },
    { line: line('signed without normalizing its segments'), parts: { normalize: false } },
    {
      line: line('signed as it was, neither encoded nor normalized'),
      parts: { path: decoded, normalize: false },
    },
    { line: line("signed with a '/' at its end, sent without"), parts: { path: `${path}/` } },
    {
      line: line("signed without the '/' at its end, sent with it"),
      parts: { path: path.replace(/\/$/, '') },
    },
    { line: line("signed as '/'"), parts: { path: '/' } },
    {
      line: line('signed without its first segment, such as a stage'),
      parts: { path: path.replace(/^\/[^/]*/, '') },
    },
  ];
}

function queryGuesses({ parameters }: CanonicalParts): Guess[] {
  if (parameters.length === 0) return [];
  const line = (how: string) => `the query line differs: ${how}`;
  return [
    { line: line('signed without the query'), parts: { parameters: [] } },
    {
      line: line("signed with '+' for a blank"),
      parts: { parameters: parameters.map(([n, v]) => [n, v.replaceAll('+', ' ')] as const) },
    },
    {
      line: line('signed before the session token was added'),
      parts: { parameters: parameters.filter(([name]) => name !== 'X-Amz-Security-Token') },
    },
  ];
}

function payloadGuesses({ payloadHash }: CanonicalParts): Guess[] {
  const line = (how: string) => `the payload line differs: ${how}`;
  return [
    {
      line: line('signed as UNSIGNED-PAYLOAD, which only S3 takes'),
      parts: { payloadHash: 'UNSIGNED-PAYLOAD' },
    },
    ...(payloadHash === EMPTY
      ? []
      : [{ line: line('signed without the body'), parts: { payloadHash: EMPTY } }]),
  ];
}

/** A browser adds a charset, a proxy drops or trims a value. */
function headerGuesses(request: RawRequest, { signedHeaders }: CanonicalParts): Guess[] {
  return signedHeaders
    .filter((name) => name !== 'host')
    .flatMap((name) => {
      const [value = ''] = headerValues(request, name);
      const line = `the line '${name}' differs`;
      const others = name === 'content-type' ? contentTypes(value) : [];
      return ['', ...others].map((signed) => ({
        line: `${line}: signed ${signed === '' ? 'without a value' : `as '${signed}'`}`,
        request: { headers: withHeader(request, name, signed) },
      }));
    });
}

function contentTypes(value: string): string[] {
  const [type = ''] = value.split(';');
  return [type, `${type};charset=UTF-8`, `${type}; charset=UTF-8`, `${type}; charset=utf-8`];
}

function withHeader({ headers }: RawRequest, name: string, value: string): RawRequest['headers'] {
  return headers.map(([key, old]) => [key, key.toLowerCase() === name ? value : old] as const);
}

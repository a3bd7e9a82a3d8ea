import { headerValues, type RawRequest } from '../support/raw-request';

const RESERVED = /[^A-Za-z0-9\-._~]/g;

/** Percent-encodes every byte but RFC 3986's unreserved ones. */
function encode(bytes: string): string {
  return bytes.replace(
    RESERVED,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** Undoes percent-encoding to bytes, one character a byte; what is not an escape stays. */
export function decode(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/**
 * The canonical path: `.`, `..` and empty segments dropped, then every segment of the wire encoded
 * again, as every service but S3 does.
 *
 * @param normalize - off only for S3's form
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalPath(path: string, normalize = true): string {
  const segments = path.split('/').slice(1);
  if (!normalize) return `/${segments.map(encode).join('/')}`;
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(encode(segment));
  }
  const last = segments.at(-1);
  const trailing = last === '' || last === '.' || last === '..';
  return `/${kept.join('/')}${trailing && kept.length > 0 ? '/' : ''}`;
}

/** A query's parameters, decoded to bytes, in wire order. */
export function queryParameters(query: string): (readonly [string, string])[] {
  if (query === '') return [];
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const mark = part.indexOf('=');
      return mark < 0
        ? [decode(part), '']
        : [decode(part.slice(0, mark)), decode(part.slice(mark + 1))];
    });
}

/** The canonical query: encoded anew and sorted by encoded name, then by encoded value. */
export function canonicalQuery(parameters: readonly (readonly [string, string])[]): string {
  return parameters
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Everything that goes into a canonical request. */
export interface CanonicalParts {
  readonly path: string;
  readonly parameters: readonly (readonly [string, string])[];
  /** Lower-case names in the order that the signature lists. */
  readonly signedHeaders: readonly string[];
  /** Hex SHA-256 of the bytes received. */
  readonly payloadHash: string;
  readonly normalize?: boolean;
}

/** The text whose hash a signature covers. */
export function canonicalRequest(request: RawRequest, parts: CanonicalParts): string {
  const headers = parts.signedHeaders.map(
    (name) => `${name}:${headerValues(request, name).map(canonicalValue).join(',')}`,
  );
  return [
    request.method,
    canonicalPath(parts.path, parts.normalize),
    canonicalQuery(parts.parameters),
    ...headers,
    '',
    parts.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n');
}

function canonicalValue(value: string): string {
  return value.trim().replace(/\s+/g, ' ');
}

import { toHex, toUtf8 } from './bytes';
import { type Hmac, hmacSha256, sha256 } from './sha256';

/** What signs: the part of AWS credentials that a signature needs. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What is signed for: where, for which service, when. */
export interface SigningScope {
  readonly region: string;
  readonly service: string;
  readonly date: Date;
}

/** A request, in the parts that a signature covers. */
export interface SignableRequest {
  readonly method: string;
  /** With the query as `normalizeQuery` writes it. */
  readonly url: URL;
  /** The headers to sign beside `host` and `x-amz-*`; one of several values comes several times. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** SHA-256 of the body in hexadecimal. */
  readonly payloadHash: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Encodes by RFC 3986: all but letters, digits and `-._~`. */
export const encodeRfc3986 = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * Rewrites a URL's query so that what is sent is what is signed.
 *
 * Signers disagree on `+` and on unescaped characters; after this there are none.
 */
export function normalizeQuery(url: URL): URL {
  const normalized = new URL(url);
  normalized.search = encodePairs(url.searchParams).join('&');
  normalized.hash = '';
  return normalized;
}

const encodePairs = (pairs: Iterable<readonly [string, string]>, between = '=') =>
  Array.from(pairs, ([name, value]) => `${encodeRfc3986(name)}${between}${encodeRfc3986(value)}`);

/** AWS sorts by name and then by value: NUL, which comes before any character, parts them. */
const canonicalQuery = (url: URL): string =>
  encodePairs(url.searchParams, '\0').sort().join('&').replaceAll('\0', '=');

/** API Gateway signs the path as sent, encoded once more, without empty segments. */
function canonicalPath({ pathname }: URL): string {
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const path = `/${segments.map(encodeRfc3986).join('/')}`;
  return pathname.endsWith('/') && path !== '/' ? `${path}/` : path;
}

interface CanonicalRequest {
  readonly text: string;
  readonly signedHeaders: string;
}

export function canonicalRequest({
  method,
  url,
  headers,
  payloadHash,
}: SignableRequest): CanonicalRequest {
  const values = new Map<string, string[]>();
  for (const [name, value] of [['host', url.host] as const, ...headers]) {
    const lower = name.toLowerCase();
    const trimmed = value.trim().replace(/\s+/g, ' ');
    values.set(lower, [...(values.get(lower) ?? []), trimmed]);
  }
  const names = [...values.keys()].sort();
  const signedHeaders = names.join(';');
  const lines = names.map((name) => `${name}:${values.get(name)?.join(',')}\n`);
  const parts = [method, canonicalPath(url), canonicalQuery(url), lines.join('')];
  return { text: [...parts, signedHeaders, payloadHash].join('\n'), signedHeaders };
}

/** Formats a time as `20260905T070501Z`. */
export const toAmzDate = (date: Date) => date.toISOString().replace(/[-:]|\.\d{3}/g, '');

export const toScope = (amzDate: string, { region, service }: SigningScope) =>
  [amzDate.slice(0, 8), region, service, 'aws4_request'].join('/');

let lastKey: { readonly id: string; readonly hmac: Hmac } | undefined;

/** The signing key depends on secret and scope only, so one serves a whole day. */
function signingKey(secret: string, scope: string): Hmac {
  const id = `${secret} ${scope}`;
  if (lastKey?.id !== id) {
    const hmac = scope
      .split('/')
      .reduce((key, part) => hmacSha256(key(toUtf8(part))), hmacSha256(toUtf8(`AWS4${secret}`)));
    lastKey = { id, hmac };
  }
  return lastKey.hmac;
}

export function sign(
  request: CanonicalRequest,
  o: { amzDate: string; scope: string; secret: string },
) {
  const requestHash = toHex(sha256(toUtf8(request.text)));
  const stringToSign = [ALGORITHM, o.amzDate, o.scope, requestHash].join('\n');
  return toHex(signingKey(o.secret, o.scope)(toUtf8(stringToSign)));
}

/**
 * Signs a request by headers.
 *
 * @returns the headers to add: `authorization`, `x-amz-date` and `x-amz-security-token`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signHeaders(
  request: SignableRequest,
  credentials: SigningCredentials,
  signingScope: SigningScope,
): Record<string, string> {
  const amzDate = toAmzDate(signingScope.date);
  const added = {
    'x-amz-date': amzDate,
    ...(credentials.sessionToken && { 'x-amz-security-token': credentials.sessionToken }),
  };
  const headers = [...request.headers, ...Object.entries(added)];
  const canonical = canonicalRequest({ ...request, headers });
  const scope = toScope(amzDate, signingScope);
  const signature = sign(canonical, { amzDate, scope, secret: credentials.secretAccessKey });
  const fields = [
    `Credential=${credentials.accessKeyId}/${scope}`,
    `SignedHeaders=${canonical.signedHeaders}`,
    `Signature=${signature}`,
  ];
  return { ...added, authorization: `${ALGORITHM} ${fields.join(', ')}` };
}

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

const ALGORITHM = 'AWS4-HMAC-SHA256';

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
  normalized.search = encodePairs([...url.searchParams]).join('&');
  normalized.hash = '';
  return normalized;
}

const encodePairs = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`);

/** Compares by code unit, as AWS sorts; names before values. */
const byNameThenValue = (a: readonly [string, string], b: readonly [string, string]) => {
  const [left, right] = a[0] === b[0] ? [a[1], b[1]] : [a[0], b[0]];
  return left < right ? -1 : Number(left > right);
};

function canonicalQuery(url: URL): string {
  const pairs = [...url.searchParams].map(
    ([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const,
  );
  return pairs
    .sort(byNameThenValue)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

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

function canonicalRequest({
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
const toAmzDate = (date: Date) => date.toISOString().replace(/[-:]|\.\d{3}/g, '');

const toScope = (amzDate: string, { region, service }: SigningScope) =>
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

function sign(request: CanonicalRequest, o: { amzDate: string; scope: string; secret: string }) {
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

/**
 * Signs a GET request by its query, for a link.
 *
 * @returns the URL to open; whoever has it may use it until it expires
 */
export function signQuery(
  url: URL,
  credentials: SigningCredentials,
  signingScope: SigningScope & { readonly expiresInSeconds: number },
): URL {
  const amzDate = toAmzDate(signingScope.date);
  const scope = toScope(amzDate, signingScope);
  const signed = new URL(url);
  const query = {
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${credentials.accessKeyId}/${scope}`,
    'X-Amz-Date': amzDate,
    'X-Amz-Expires': String(signingScope.expiresInSeconds),
    'X-Amz-SignedHeaders': 'host',
    ...(credentials.sessionToken && { 'X-Amz-Security-Token': credentials.sessionToken }),
  };
  for (const [name, value] of Object.entries(query)) signed.searchParams.append(name, value);
  const payloadHash = toHex(sha256(new Uint8Array()));
  const canonical = canonicalRequest({ method: 'GET', url: signed, headers: [], payloadHash });
  const signature = sign(canonical, { amzDate, scope, secret: credentials.secretAccessKey });
  signed.searchParams.append('X-Amz-Signature', signature);
  return normalizeQuery(signed);
}

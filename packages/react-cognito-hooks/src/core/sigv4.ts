import { toHex, toUtf8 } from './bytes';
import { type Hmac, hmacSha256, sha256 } from './sha256';
import { encodeRfc3986 } from './uri-encoding';

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

type Header = readonly [name: string, value: string];

/** A request, in the parts that a signature covers. */
export interface SignableRequest {
  readonly method: string;
  /** With the query as `normalizeQuery` writes it. */
  readonly url: URL;
  /** The headers to sign beside `host` and those of the signature, each once, as `Headers` has them. */
  readonly headers: readonly Header[];
  /** SHA-256 of the body in hexadecimal. */
  readonly payloadHash: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** AWS sorts by name and then by value: NUL, which comes before any character, parts them. */
const canonicalQuery = ({ search }: URL): string =>
  search.slice(1).replaceAll('=', '\0').split('&').sort().join('&').replaceAll('\0', '=');

/** API Gateway signs the path as sent, encoded once more, without empty segments. */
const canonicalPath = ({ pathname }: URL): string =>
  encodeRfc3986(pathname.replace(/\/+/g, '/')).replaceAll('%2F', '/');

const normalizeHeader = ([name, value]: Header): Header => [
  name.toLowerCase(),
  value.trim().replace(/\s+/g, ' '),
];

interface CanonicalRequest {
  readonly text: string;
  readonly signedHeaders: string;
}

/** @param amz headers of our own, in their canonical form already */
export function canonicalRequest(
  { method, url, headers, payloadHash }: SignableRequest,
  amz: readonly Header[] = [],
): CanonicalRequest {
  const signed: Header[] = [['host', url.host], ...headers.map(normalizeHeader), ...amz];
  signed.sort(([a], [b]) => (a < b ? -1 : 1));
  const signedHeaders = signed.map(([name]) => name).join(';');
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('');
  const text = `${method}\n${canonicalPath(url)}\n${canonicalQuery(url)}\n${lines}\n${signedHeaders}\n${payloadHash}`;
  return { text, signedHeaders };
}

/** Formats a time as `20260905T070501Z`. */
export const toAmzDate = (date: Date) => date.toISOString().replace(/[-:]|\.\d{3}/g, '');

export const toScope = (amzDate: string, { region, service }: SigningScope) =>
  `${amzDate.slice(0, 8)}/${region}/${service}/aws4_request`;

let lastKey: { readonly id: string; readonly hmac: Hmac } | undefined;

/** The signing key depends on secret and scope only, so one serves a whole day. */
function signingKey(secret: string, scope: string): Hmac {
  const id = `${secret} ${scope}`;
  if (lastKey?.id !== id) {
    const hmac = scope
      .split('/')
      .reduce((key, part) => hmacSha256(key(part)), hmacSha256(toUtf8(`AWS4${secret}`)));
    lastKey = { id, hmac };
  }
  return lastKey.hmac;
}

export function sign(
  { text }: CanonicalRequest,
  amzDate: string,
  scope: string,
  { secretAccessKey }: SigningCredentials,
): string {
  const requestHash = toHex(sha256(text));
  const stringToSign = `${ALGORITHM}\n${amzDate}\n${scope}\n${requestHash}`;
  return toHex(signingKey(secretAccessKey, scope)(stringToSign));
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
  const canonical = canonicalRequest(request, Object.entries(added));
  const scope = toScope(amzDate, signingScope);
  const signature = sign(canonical, amzDate, scope, credentials);
  const credential = `${credentials.accessKeyId}/${scope}`;
  const authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${canonical.signedHeaders}, Signature=${signature}`;
  return { ...added, authorization };
}

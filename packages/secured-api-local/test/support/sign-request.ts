import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { RawRequest } from '../../src/support/raw-request';
import { START } from '../environment';

/** A key, with the token of a session if it has one. */
export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What may differ from `GET /` to `execute-api` in `us-east-1` at the fixtures' time. */
export interface SignOptions {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly region?: string;
  readonly service?: string;
  readonly host?: string;
  readonly signedAt?: number;
}

export type SignedRequest = RawRequest & { readonly body: Buffer };

function toSign(options: SignOptions) {
  const { method = 'GET', path = '/', query = {}, body, host = 'localhost:4001' } = options;
  return {
    method,
    protocol: 'http:',
    hostname: 'localhost',
    path,
    query: { ...query },
    headers: { host, ...options.headers },
    ...(body !== undefined && { body }),
  };
}

function signerOf(credentials: Key, { region, service }: SignOptions): SignatureV4 {
  return new SignatureV4({
    credentials,
    region: region ?? 'us-east-1',
    service: service ?? 'execute-api',
    sha256: Sha256,
  });
}

function targetOf(path: string, query: Readonly<Record<string, unknown>>): string {
  const text = Object.entries(query)
    .map((pair) => pair.map((part) => encodeURIComponent(String(part))).join('='))
    .join('&');
  return text === '' ? path : `${path}?${text}`;
}

/** Signs by AWS's own signer, the one inside aws-sdk v3, in header form. */
export async function signRequest(key: Key, options: SignOptions = {}): Promise<SignedRequest> {
  const unsigned = toSign(options);
  const signed = await signerOf(key, options).sign(unsigned, {
    signingDate: new Date(options.signedAt ?? START),
  });
  return {
    method: unsigned.method,
    target: targetOf(unsigned.path, unsigned.query),
    headers: Object.entries(signed.headers),
    body: Buffer.from(options.body ?? ''),
  };
}

/** The same in query form. */
export async function presignRequest(
  key: Key,
  options: SignOptions & { readonly expiresIn?: number } = {},
): Promise<SignedRequest> {
  const unsigned = toSign(options);
  const signed = await signerOf(key, options).presign(unsigned, {
    signingDate: new Date(options.signedAt ?? START),
    expiresIn: options.expiresIn ?? 60,
  });
  return {
    method: unsigned.method,
    target: targetOf(unsigned.path, signed.query ?? {}),
    headers: [['host', unsigned.headers.host]],
    body: Buffer.from(options.body ?? ''),
  };
}

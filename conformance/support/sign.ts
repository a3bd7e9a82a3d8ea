import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** A key, with the token of a session if it has one. */
export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What may differ from a good signature. */
export interface SignOptions {
  readonly method?: string;
  readonly body?: string;
  readonly region?: string;
  readonly service?: string;
  readonly signingDate?: Date;
}

/** Signs a request by AWS's own signer, the one inside aws-sdk v3. */
export async function sign(url: string, credentials: Key, options: SignOptions = {}) {
  const { method = 'GET', body, region = 'us-east-1', service = 'execute-api' } = options;
  const { hostname, host, pathname, protocol, searchParams } = new URL(url);
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const signed = await signer.sign(
    {
      method,
      protocol,
      hostname,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { host },
      ...(body !== undefined && { body }),
    },
    options.signingDate ? { signingDate: options.signingDate } : {},
  );
  const { host: _, ...headers } = signed.headers;
  return { method, headers, ...(body !== undefined && { body }) };
}

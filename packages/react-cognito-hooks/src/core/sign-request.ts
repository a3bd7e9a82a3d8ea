import type { ApiTarget } from './api-target';
import type { AwsCredentials } from './aws-credentials';
import { payloadHash } from './payload-hash';
import { signHeaders } from './sigv4';

/** Headers that a signature sets: a caller's own value would be signed and then replaced. */
const OWN_HEADERS = new Set(['x-amz-date', 'x-amz-security-token']);

/**
 * Signs a call to an API, with its `content-type` and `x-amz-*` headers.
 *
 * @returns the headers to add
 */
export async function signRequest(
  { target, request, body }: ApiRequest,
  credentials: AwsCredentials,
  date: Date,
): Promise<Record<string, string>> {
  const headers = [...request.headers].filter(
    ([name]) => name === 'content-type' || (name.startsWith('x-amz-') && !OWN_HEADERS.has(name)),
  );
  const hash = await payloadHash(body);
  return signHeaders(
    { method: request.method, url: target.url, headers, payloadHash: hash },
    credentials,
    { region: target.region, service: 'execute-api', date },
  );
}

/** A call to an API, whose body is read. */
export interface ApiRequest {
  readonly target: ApiTarget;
  readonly request: Request;
  readonly body: Uint8Array<ArrayBuffer>;
}

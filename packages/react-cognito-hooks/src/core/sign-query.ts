import { toHex } from './bytes';
import { sha256 } from './sha256';
import {
  ALGORITHM,
  canonicalRequest,
  type SigningCredentials,
  type SigningScope,
  sign,
  toAmzDate,
  toScope,
} from './sigv4';
import { normalizeQuery } from './uri-encoding';

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
  const canonical = canonicalRequest({
    method: 'GET',
    url: normalizeQuery(signed),
    headers: [],
    payloadHash,
  });
  const signature = sign(canonical, amzDate, scope, credentials);
  signed.searchParams.append('X-Amz-Signature', signature);
  return normalizeQuery(signed);
}

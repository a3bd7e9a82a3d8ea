import { toHex } from './bytes';
import { sha256 } from './sha256';

/** Above this a hash off the main thread is faster than one on it. */
const SUBTLE_FROM_BYTES = 16_384;

/** Hashes a request body, in hexadecimal. */
export async function payloadHash(body: Uint8Array<ArrayBuffer>): Promise<string> {
  if (body.length < SUBTLE_FROM_BYTES) return toHex(sha256(body));
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', body)));
}

import type { PasskeySettings } from '../pool/user-pool-settings';

/**
 * Whether a page may use the pool's passkeys: the run's own web origin where that is under the
 * relying party, else what a browser would allow, a page of that domain over TLS.
 */
export function isAllowedOrigin(
  { relyingPartyId = '', webOrigin }: PasskeySettings,
  origin: string,
): boolean {
  if (isUnder(new URL(webOrigin).hostname, relyingPartyId)) return origin === webOrigin;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && isUnder(hostname, relyingPartyId);
}

/** Whether a page of that origin may use the pool's passkeys, as a browser would decide. */
export function isHostOf(
  { relyingPartyId }: PasskeySettings,
  origin: string | undefined,
): origin is string {
  if (relyingPartyId === undefined || origin === undefined) return false;
  return isUnder(new URL(origin).hostname, relyingPartyId);
}

function isUnder(hostname: string, relyingPartyId: string): boolean {
  return hostname === relyingPartyId || hostname.endsWith(`.${relyingPartyId}`);
}

/**
 * Why this page can use no passkey of a relying party, or undefined where it can: a passkey is bound
 * to a host and those below it.
 */
export function passkeyObstacle(relyingPartyId: string): string | undefined {
  const { hostname } = globalThis.location;
  const isBelow = hostname === relyingPartyId || hostname.endsWith(`.${relyingPartyId}`);
  if (!isBelow) return `Passkeys of this app work on ${relyingPartyId} alone, not on ${hostname}.`;
  if (!('PublicKeyCredential' in globalThis)) return 'This browser has no passkeys.';
  return undefined;
}

/**
 * Why this page can use no passkey of a relying party, or undefined where it can: a passkey is bound
 * to a host and those below it.
 *
 * @param relyingPartyId the host, as far as the config tells it
 */
export function passkeyObstacle(relyingPartyId: string | undefined): string | undefined {
  const { hostname } = globalThis.location;
  const isElsewhere =
    relyingPartyId !== undefined && !`.${hostname}`.endsWith(`.${relyingPartyId}`);
  if (isElsewhere)
    return `Passkeys of this app work on ${relyingPartyId} alone, not on ${hostname}.`;
  if (!('PublicKeyCredential' in globalThis)) return 'This browser has no passkeys.';
  return undefined;
}

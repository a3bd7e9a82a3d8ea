/**
 * What a QR code for an authenticator app holds; the issuer is the page's own host.
 *
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function totpKeyUri(username: string, secret: string): string {
  const issuer = encodeURIComponent(globalThis.location?.hostname ?? 'Cognito');
  const label = `${issuer}:${encodeURIComponent(username)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${issuer}`;
}

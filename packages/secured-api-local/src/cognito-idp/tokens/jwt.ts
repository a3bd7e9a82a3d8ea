import { sign, verify } from 'node:crypto';
import type { SigningKey } from './signing-keys';

/** The claims of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/** Signs claims as a compact RS256 token (RFC 7515). */
export function signJwt(claims: Claims, { kid, privateKey }: SigningKey): string {
  const signed = `${encode({ kid, alg: 'RS256' })}.${encode(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

/**
 * The claims of a token that this key signed with RS256, else `undefined`.
 *
 * Time, issuer and audience are the caller's to check.
 */
export function verifyJwt(token: string, { kid, publicKey }: SigningKey): Claims | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  const said = decode(header);
  if (said?.alg !== 'RS256' || said.kid !== kid || said.crit !== undefined) return undefined;
  const bytes = Buffer.from(signature, 'base64url');
  // A signature has one spelling: trailing bits that base64 ignores are refused.
  if (bytes.toString('base64url') !== signature) return undefined;
  const signed = Buffer.from(`${header}.${payload}`);
  return verify('RSA-SHA256', signed, publicKey, bytes) ? decode(payload) : undefined;
}

function encode(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isClaims(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isClaims(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

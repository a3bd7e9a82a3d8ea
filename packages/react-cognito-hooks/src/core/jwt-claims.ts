import { fromBase64 } from './bytes';

/** The claims of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads a token's claims without verifying it.
 *
 * A browser shows what they say and decides nothing by them: servers verify.
 *
 * @returns undefined if it is not a JSON web token
 */
export function readClaims(token: string): Claims | undefined {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const claims: unknown = JSON.parse(new TextDecoder().decode(fromBase64(payload)));
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}

/** A time claim in milliseconds since the epoch, 0 where it is absent. */
export function timeClaimMs(claims: Claims | undefined, name: 'exp' | 'iat'): number {
  const seconds = claims?.[name];
  return typeof seconds === 'number' ? seconds * 1000 : 0;
}

import { createHmac } from 'node:crypto';
import { isSameSecret } from '../../support/same-secret';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;
const DIGITS = 6;
/** Clocks of phones differ: one step before and one after count as now. */
const WINDOW = [-1, 0, 1];

/** The code of a time step (RFC 6238, HMAC-SHA-1, six digits). */
export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return (number % 10 ** DIGITS).toString().padStart(DIGITS, '0');
}

/** The time step whose code this is, or `undefined` where it is none of the present ones. */
export function totpStep(secret: Buffer, code: string, nowMs: number): number | undefined {
  const now = Math.floor(nowMs / STEP_MS);
  // Every step is compared, so that the time tells nothing of which one it was.
  const matches = WINDOW.map((distance) => now + distance).filter((step) =>
    isSameSecret(code, totpCode(secret, step)),
  );
  return matches.at(-1);
}

/** Bytes in the alphabet that authenticator apps read (RFC 4648, section 6), without padding. */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => BASE32.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}

/** The bytes of a secret in that alphabet; `undefined` for anything else, or less than 80 bits. */
export function fromBase32(text: string): Buffer | undefined {
  if (!/^[A-Z2-7]{16,}=*$/.test(text)) return undefined;
  const letters = [...text.replace(/=+$/, '')];
  const bits = letters.map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

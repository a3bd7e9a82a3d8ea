import { randomInt } from 'node:crypto';

/** An address that no other test uses. */
export function uniqueAddress(kind: 'email' | 'phone'): string {
  const number = randomInt(1_000_000, 10_000_000);
  return kind === 'email' ? `user${number}@example.com` : `+1555${number}`;
}

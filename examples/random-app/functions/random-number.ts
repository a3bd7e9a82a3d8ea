import { randomInt } from 'node:crypto';

/** A random number from 0 to 9. */
export function randomNumber(): number {
  return randomInt(10);
}

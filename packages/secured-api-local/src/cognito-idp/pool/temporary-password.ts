import type { Random } from '../../support/random';
import type { UserPoolSettings } from './user-pool-settings';

const CLASSES = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!@#$%*-_'];

/** A password that holds every class of characters and is as long as the pool asks. */
export function temporaryPassword(random: Random, { passwordPolicy }: UserPoolSettings): string {
  const start = CLASSES.map((characters) => random.characters(1, characters)).join('');
  const rest = Math.max(12, passwordPolicy.minimumLength) - start.length;
  return start + random.characters(rest, CLASSES.slice(0, 3).join(''));
}

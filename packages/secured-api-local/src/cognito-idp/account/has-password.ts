import { isSameSecret } from '../../support/same-secret';
import { createVerifier } from '../passwords/srp';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import { poolNameOf } from './new-user';

/** What a password is compared with: a user's, or that of a name that nobody has. */
export type PasswordSubject = Pick<User, 'username'> & {
  readonly password: Pick<User['password'], 'salt' | 'verifier'>;
};

/** Whether a password is the user's, in a time that tells nothing. */
export function hasPassword(
  pool: UserPoolSettings,
  { username, password: { salt, verifier } }: PasswordSubject,
  password: string,
): boolean {
  const identity = { poolName: poolNameOf(pool), username };
  return isSameSecret(createVerifier(identity, salt, password), verifier);
}

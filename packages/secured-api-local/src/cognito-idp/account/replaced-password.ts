import { AwsError } from '../../support/aws-error';
import type { Random } from '../../support/random';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import { hasPassword } from './has-password';
import { buildPassword } from './new-user';

/**
 * What is kept of a user's new password, and of those before it that must not come back.
 *
 * @throws AwsError `PasswordHistoryPolicyViolationException` for one of the last passwords
 */
export function replacedPassword(
  random: Random,
  pool: UserPoolSettings,
  user: User,
  password: string,
): Pick<User, 'password' | 'passwordHistory'> {
  const { historySize } = pool.passwordPolicy;
  const past = [user.password, ...(user.passwordHistory ?? [])]
    .filter(({ isAbsent }) => !isAbsent)
    .slice(0, historySize);
  const { username } = user;
  if (past.some((kept) => hasPassword(pool, { username, password: kept }, password))) {
    throw new AwsError(
      'PasswordHistoryPolicyViolationException',
      'Password has previously been used.',
    );
  }
  return {
    password: buildPassword(random, pool, username, password),
    ...(past.length > 0 && { passwordHistory: past }),
  };
}

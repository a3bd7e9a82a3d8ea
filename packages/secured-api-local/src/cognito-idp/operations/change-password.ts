import type { Operation } from '../../aws-endpoint/operation';
import { type Input, optionalText, requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { hasPassword } from '../account/has-password';
import { replacedPassword } from '../account/replaced-password';
import { assertPassword } from '../pool/password-policy';
import { incorrectPassword } from '../pool/user-errors';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

/**
 * `ChangePassword`: replaces the password of a signed-in user who knows the present one, or gives
 * one to a user who has none.
 */
export function changePassword(backend: UserPoolBackend): Operation {
  const { verifier, lockouts, directory, random, clock } = backend;

  const provePrevious = (input: Input, pool: UserPoolSettings, user: User): void => {
    if (user.password.isAbsent && !optionalText(input, 'PreviousPassword')) return;
    const previous = requiredText(input, 'PreviousPassword');
    lockouts.begin(pool.id, user.username);
    if (!hasPassword(pool, user, previous))
      throw incorrectPassword('the previous password is wrong');
    lockouts.succeed(pool.id, user.username);
  };

  return publicOperation(backend.store, 'ChangePassword', (input) => {
    const proposed = requiredText(input, 'ProposedPassword');
    const { pool, user } = verifier.authenticate(input);
    assertPassword(proposed, pool.passwordPolicy);
    provePrevious(input, pool, user);
    directory.save(pool, {
      ...user,
      ...replacedPassword(random, pool, user, proposed),
      modifiedAt: clock.now(),
    });
    return {};
  });
}

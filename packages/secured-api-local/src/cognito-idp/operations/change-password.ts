import type { Operation } from '../../aws-endpoint/operation';
import { requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { hasPassword } from '../account/has-password';
import { replacedPassword } from '../account/replaced-password';
import { assertPassword } from '../pool/password-policy';
import { incorrectPassword } from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';

/** `ChangePassword`: replaces the password of a signed-in user who knows the present one. */
export function changePassword(backend: UserPoolBackend): Operation {
  const { verifier, lockouts, directory, random, clock } = backend;
  return publicOperation(backend.store, 'ChangePassword', (input) => {
    const previous = requiredText(input, 'PreviousPassword');
    const proposed = requiredText(input, 'ProposedPassword');
    const { pool, user } = verifier.authenticate(input);
    assertPassword(proposed, pool.passwordPolicy);
    lockouts.begin(pool.id, user.username);
    if (!hasPassword(pool, user, previous))
      throw incorrectPassword('the previous password is wrong');
    lockouts.succeed(pool.id, user.username);
    directory.save(pool, {
      ...user,
      ...replacedPassword(random, pool, user, proposed),
      modifiedAt: clock.now(),
    });
    return {};
  });
}

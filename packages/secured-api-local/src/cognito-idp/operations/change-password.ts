import type { Operation } from '../../aws-endpoint/operation';
import { requiredText } from '../input';
import { buildPassword, poolNameOf } from '../new-user';
import { assertPassword } from '../password-policy';
import { publicOperation } from '../public-operation';
import { isSameSecret } from '../same-secret';
import { createVerifier } from '../srp';
import type { User } from '../user';
import { incorrectPassword } from '../user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import type { UserPoolSettings } from '../user-pool-settings';

/** `ChangePassword`: replaces the password of a signed-in user who knows the present one. */
export function changePassword(backend: UserPoolBackend): Operation {
  const { verifier, lockouts, directory, random, clock } = backend;
  return publicOperation(backend.store, 'ChangePassword', (input) => {
    const previous = requiredText(input, 'PreviousPassword');
    const proposed = requiredText(input, 'ProposedPassword');
    const { pool, user } = verifier.authenticate(input);
    assertPassword(proposed, pool.passwordPolicy);
    lockouts.begin(pool.id, user.username);
    if (!hasPassword(pool, user, previous)) throw incorrectPassword();
    lockouts.succeed(pool.id, user.username);
    directory.save(pool, {
      ...user,
      password: buildPassword(random, pool, user.username, proposed),
      modifiedAt: clock.now(),
    });
    return {};
  });
}

function hasPassword(pool: UserPoolSettings, user: User, password: string): boolean {
  const identity = { poolName: poolNameOf(pool), username: user.username };
  const { salt, verifier } = user.password;
  return isSameSecret(createVerifier(identity, salt, password), verifier);
}

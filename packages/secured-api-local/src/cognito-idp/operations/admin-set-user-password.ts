import type { Operation } from '../../aws-endpoint/operation';
import { flag, requiredText } from '../../aws-endpoint/operation-input';
import { replacedPassword } from '../account/replaced-password';
import { adminOperation, requireUser } from '../admin-operation';
import { assertPassword } from '../pool/password-policy';
import type { UserPoolBackend } from '../user-pool-backend';

const DAY_MS = 86_400_000;

/** `AdminSetUserPassword`: sets a password, which is temporary unless `Permanent`. */
export function adminSetUserPassword(backend: UserPoolBackend): Operation {
  const { directory, lockouts, random, clock } = backend;
  return adminOperation(backend, 'AdminSetUserPassword', (pool, input) => {
    const user = requireUser(backend, pool, input);
    const password = requiredText(input, 'Password');
    assertPassword(password, pool.passwordPolicy, 'password policy');
    const kept = replacedPassword(random, pool, user, password);
    const days = pool.passwordPolicy.temporaryPasswordValidityDays;
    const isPermanent = flag(input, 'Permanent');
    directory.save(pool, {
      ...user,
      ...kept,
      status: isPermanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
      password: {
        ...kept.password,
        ...(!isPermanent && { expiresAt: clock.now() + days * DAY_MS }),
      },
      modifiedAt: clock.now(),
    });
    lockouts.succeed(pool.id, user.username);
    return {};
  });
}

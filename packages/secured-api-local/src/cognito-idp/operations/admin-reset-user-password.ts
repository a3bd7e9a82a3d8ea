import type { Operation } from '../../aws-endpoint/operation';
import { textMap } from '../../aws-endpoint/operation-input';
import { adminOperation, requireUser } from '../admin-operation';
import { recoveryAddress } from '../codes/code-address';
import { noRecoveryAddress, userInWrongState } from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

/** `AdminResetUserPassword`: makes a password useless and sends a code to set a new one. */
export function adminResetUserPassword(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminResetUserPassword', async (pool, input) => {
    const user = requireUser(backend, pool, input);
    if (user.status !== 'CONFIRMED' && user.status !== 'RESET_REQUIRED') throw userInWrongState();
    const address = recoveryAddress(pool, user);
    if (address === undefined) throw noRecoveryAddress();
    const reset: User = { ...user, status: 'RESET_REQUIRED', modifiedAt: backend.clock.now() };
    backend.directory.save(pool, reset);
    await backend.codeSender.send({
      pool,
      user: reset,
      purpose: 'forgotPassword',
      kind: 'ForgotPassword',
      address,
      clientId: 'CLIENT_ID_NOT_APPLICABLE',
      clientMetadata: textMap(input, 'ClientMetadata'),
    });
    return {};
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { textMap } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import { userConfirmed } from '../account/user-confirmed';
import { adminOperation, requireUser } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

/** `AdminConfirmSignUp`: confirms a user without a code; no address is verified by it. */
export function adminConfirmSignUp(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminConfirmSignUp', async (pool, input) => {
    const user = requireUser(backend, pool, input);
    if (user.status !== 'UNCONFIRMED') {
      throw new AwsError(
        'NotAuthorizedException',
        `User cannot be confirmed. Current status is ${user.status}`,
      );
    }
    const confirmed: User = { ...user, status: 'CONFIRMED', modifiedAt: backend.clock.now() };
    backend.directory.save(pool, confirmed);
    await userConfirmed(backend, {
      pool,
      user: confirmed,
      clientId: 'CLIENT_ID_NOT_APPLICABLE',
      clientMetadata: textMap(input, 'ClientMetadata'),
      source: 'PostConfirmation_ConfirmSignUp',
    });
    return {};
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { optionalText, requiredText, textMap } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import { migrateForgetfulUser } from '../auth-flows/migrate-user';
import { recoveryAddress } from '../codes/code-address';
import { assertSecretHash, callingClient } from '../pool/calling-client';
import {
  combinationNotFound,
  noRecoveryAddress,
  userDisabled,
  userInWrongState,
} from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

/** `ForgotPassword`: sends a code to set a new password with. */
export function forgotPassword(backend: UserPoolBackend): Operation {
  const { registry, directory, codeSender } = backend;
  return publicOperation(backend.store, 'ForgotPassword', async (input) => {
    const { pool, client } = callingClient(registry, input);
    const name = requiredText(input, 'Username');
    assertSecretHash(client, name, optionalText(input, 'SecretHash'));
    if (pool.recovery.length === 0) {
      throw new AwsError('NotAuthorizedException', 'Contact administrator to reset password.');
    }
    const clientMetadata = textMap(input, 'ClientMetadata');
    await migrateForgetfulUser(backend, { pool, client, clientMetadata }, name);
    const user = directory.find(pool, name);
    const address = user && recoveryAddress(pool, user);
    if (user === undefined || address === undefined) {
      if (!client.preventUserExistenceErrors) throw whyNot(user);
      return { CodeDeliveryDetails: codeSender.pretend(pool, name) };
    }
    const details = await codeSender.send({
      pool,
      user,
      purpose: 'forgotPassword',
      kind: 'ForgotPassword',
      address,
      clientId: client.id,
      clientMetadata,
    });
    return { CodeDeliveryDetails: details };
  });
}

/** Why no code can be sent, where the client tells. */
function whyNot(user: User | undefined): AwsError {
  if (user === undefined) return combinationNotFound();
  const isWrong = ['FORCE_CHANGE_PASSWORD', 'EXTERNAL_PROVIDER'].includes(user.status);
  if (isWrong) return userInWrongState();
  return user.enabled ? noRecoveryAddress() : userDisabled();
}

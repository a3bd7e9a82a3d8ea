import type { Operation } from '../../aws-endpoint/operation';
import {
  invalidParameter,
  optionalText,
  requiredText,
  textMap,
} from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { signUpAddress } from '../codes/code-address';
import { assertSecretHash, callingClient } from '../pool/calling-client';
import { combinationNotFound } from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';

/** `ResendConfirmationCode`: sends a new sign-up code, which replaces the earlier one. */
export function resendConfirmationCode(backend: UserPoolBackend): Operation {
  const { registry, directory, codeSender } = backend;
  return publicOperation(backend.store, 'ResendConfirmationCode', async (input) => {
    const { pool, client } = callingClient(registry, input);
    const name = requiredText(input, 'Username');
    assertSecretHash(client, name, optionalText(input, 'SecretHash'));
    const user = directory.find(pool, name);
    if (user === undefined && !client.preventUserExistenceErrors) throw combinationNotFound();
    if (!user?.enabled) return { CodeDeliveryDetails: codeSender.pretend(pool, name) };
    if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
    const address = signUpAddress(pool, user);
    if (address === undefined) {
      throw invalidParameter('Cannot resend codes. Auto verification not turned on.');
    }
    const details = await codeSender.send({
      pool,
      user,
      purpose: 'signUp',
      kind: 'ResendCode',
      address,
      clientId: client.id,
      clientMetadata: textMap(input, 'ClientMetadata'),
    });
    return { CodeDeliveryDetails: details };
  });
}

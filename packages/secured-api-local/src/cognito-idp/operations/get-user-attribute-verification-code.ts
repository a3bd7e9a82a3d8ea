import type { Operation } from '../../aws-endpoint/operation';
import { invalidParameter, requiredText, textMap } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { verifiableAttribute } from '../pool/verifiable-attribute';
import type { UserPoolBackend } from '../user-pool-backend';

/** `GetUserAttributeVerificationCode`: sends a code to the present address of a signed-in user. */
export function getUserAttributeVerificationCode(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'GetUserAttributeVerificationCode', async (input) => {
    const { pool, client, user } = backend.verifier.authenticate(input);
    const attribute = verifiableAttribute(requiredText(input, 'AttributeName'));
    const destination = user.attributes[attribute];
    if (destination === undefined) throw invalidParameter(`User does not have a ${attribute}.`);
    const details = await backend.codeSender.send({
      pool,
      user,
      purpose: attribute,
      kind: 'VerifyUserAttribute',
      address: { attribute, destination },
      clientId: client.id,
      clientMetadata: textMap(input, 'ClientMetadata'),
    });
    return { CodeDeliveryDetails: details };
  });
}

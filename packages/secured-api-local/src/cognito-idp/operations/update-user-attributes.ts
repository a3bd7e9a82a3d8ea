import type { Operation } from '../../aws-endpoint/operation';
import { attributeList, textMap } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { withChangedAttributes } from '../account/attribute-changes';
import { updateAttributes } from '../account/attribute-update';
import type { UserPoolBackend } from '../user-pool-backend';

/** `UpdateUserAttributes`: changes attributes, and sends a code to an address that is new. */
export function updateUserAttributes(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'UpdateUserAttributes', async (input) => {
    const caller = backend.verifier.authenticate(input);
    const given = attributeList(input, 'UserAttributes');
    const sent = await updateAttributes(backend, {
      ...caller,
      given,
      proposed: withChangedAttributes(backend.directory, caller, given),
      clientId: caller.client.id,
      clientMetadata: textMap(input, 'ClientMetadata'),
    });
    return { CodeDeliveryDetailsList: sent };
  });
}

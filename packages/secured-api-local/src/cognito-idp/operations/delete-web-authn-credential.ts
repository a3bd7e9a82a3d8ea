import type { Operation } from '../../aws-endpoint/operation';
import { requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import { passkeySettings } from '../passkeys/passkey-registration';
import type { UserPoolBackend } from '../user-pool-backend';

/** `DeleteWebAuthnCredential`: forgets a passkey of a signed-in user. */
export function deleteWebAuthnCredential(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'DeleteWebAuthnCredential', (input) => {
    const { pool, user } = backend.verifier.authenticate(input);
    passkeySettings(pool);
    const id = requiredText(input, 'CredentialId');
    if (backend.passkeys.find(user, id) === undefined) {
      throw new AwsError('ResourceNotFoundException', 'The passkey does not exist.');
    }
    backend.passkeys.remove(user, id);
    return {};
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { flag, optionalText, requiredText, textMap } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { confirmUser } from '../account/confirm-user';
import { openChoice } from '../auth-flows/choice';
import { assertSecretHash, callingClient } from '../pool/calling-client';
import type { UserPoolBackend } from '../user-pool-backend';

/**
 * `ConfirmSignUp`: confirms a user by the code that was sent, and verifies its address. Where the
 * client allows sign-in by choice, the answer's `Session` signs in.
 */
export function confirmSignUp(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'ConfirmSignUp', async (input) => {
    const { pool, client } = callingClient(backend.registry, input);
    const name = requiredText(input, 'Username');
    const code = requiredText(input, 'ConfirmationCode');
    assertSecretHash(client, name, optionalText(input, 'SecretHash'));
    const user = await confirmUser(backend, {
      ...{ pool, client, name, code },
      force: flag(input, 'ForceAliasCreation'),
      clientMetadata: textMap(input, 'ClientMetadata'),
    });
    if (!client.authFlows.includes('ALLOW_USER_AUTH')) return {};
    const choice = { pool, client, name, user };
    return { Session: openChoice(backend, choice, { name: 'CONFIRMED_SIGN_UP' }) };
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { optionalText, requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { assertClientSecret, callingClient } from '../pool/calling-client';
import { revokeSession } from '../tokens/revoke-session';
import type { UserPoolBackend } from '../user-pool-backend';

/** `RevokeToken`: ends the session of a refresh token, with every token that came of it. */
export function revokeToken(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'RevokeToken', (input) => {
    const { client } = callingClient(backend.registry, input);
    const token = requiredText(input, 'Token');
    assertClientSecret(client, optionalText(input, 'ClientSecret'));
    revokeSession(backend, client, token);
    return {};
  });
}

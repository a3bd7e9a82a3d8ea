import type { Operation } from '../../aws-endpoint/operation';
import { optionalText, requiredText, textMap } from '../../aws-endpoint/operation-input';
import { adminOperation } from '../admin-operation';
import { startAuthFlow } from '../auth-flows/start-auth-flow';
import { poolClient } from '../pool/calling-client';
import type { UserPoolBackend } from '../user-pool-backend';

const FORMER_NAMES: ReadonlyMap<string, string> = new Map([
  ['ADMIN_NO_SRP_AUTH', 'ADMIN_USER_PASSWORD_AUTH'],
  ['REFRESH_TOKEN', 'REFRESH_TOKEN_AUTH'],
]);

/** `AdminInitiateAuth`: begins a sign-in on behalf of a user, or refreshes tokens. */
export function adminInitiateAuth(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminInitiateAuth', (pool, input) => {
    const flow = requiredText(input, 'AuthFlow');
    return startAuthFlow(backend, FORMER_NAMES.get(flow) ?? flow, {
      pool,
      client: poolClient(backend.registry, pool, input),
      parameters: textMap(input, 'AuthParameters'),
      clientMetadata: textMap(input, 'ClientMetadata'),
      session: optionalText(input, 'Session'),
      isAdmin: true,
    });
  });
}

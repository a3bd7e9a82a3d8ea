import type { Operation } from '../../aws-endpoint/operation';
import { optionalText, requiredText, textMap } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { startAuthFlow } from '../auth-flows/start-auth-flow';
import { callingClient } from '../pool/calling-client';
import type { UserPoolBackend } from '../user-pool-backend';

/** `InitiateAuth`: begins a sign-in, or refreshes tokens. */
export function initiateAuth(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'InitiateAuth', (input) => {
    const caller = callingClient(backend.registry, input);
    const flow = requiredText(input, 'AuthFlow');
    return startAuthFlow(backend, flow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : flow, {
      ...caller,
      parameters: textMap(input, 'AuthParameters'),
      clientMetadata: textMap(input, 'ClientMetadata'),
      session: optionalText(input, 'Session'),
    });
  });
}

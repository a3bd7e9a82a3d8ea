import type { Operation } from '../../aws-endpoint/operation';
import { optionalText, requiredText, textMap } from '../../aws-endpoint/operation-input';
import { adminOperation } from '../admin-operation';
import { answerChallenge } from '../auth-flows/answer-challenge';
import { poolClient } from '../pool/calling-client';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminRespondToAuthChallenge`: goes on with a sign-in on behalf of a user. */
export function adminRespondToAuthChallenge(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminRespondToAuthChallenge', (pool, input) =>
    answerChallenge(backend, requiredText(input, 'ChallengeName'), {
      pool,
      client: poolClient(backend.registry, pool, input),
      responses: textMap(input, 'ChallengeResponses'),
      clientMetadata: textMap(input, 'ClientMetadata'),
      session: optionalText(input, 'Session'),
    }),
  );
}

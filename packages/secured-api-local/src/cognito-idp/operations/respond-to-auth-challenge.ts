import type { Operation } from '../../aws-endpoint/operation';
import { optionalText, requiredText, textMap } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { answerChallenge } from '../auth-flows/answer-challenge';
import { callingClient } from '../pool/calling-client';
import type { UserPoolBackend } from '../user-pool-backend';

/** `RespondToAuthChallenge`: goes on with a sign-in by the answer to a challenge. */
export function respondToAuthChallenge(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'RespondToAuthChallenge', (input) =>
    answerChallenge(backend, requiredText(input, 'ChallengeName'), {
      ...callingClient(backend.registry, input),
      responses: textMap(input, 'ChallengeResponses'),
      clientMetadata: textMap(input, 'ClientMetadata'),
      session: optionalText(input, 'Session'),
    }),
  );
}

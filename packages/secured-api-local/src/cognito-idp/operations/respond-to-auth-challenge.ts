import type { Operation } from '../../aws-endpoint/operation';
import { answerNewPasswordRequired } from '../auth-flows/new-password-required';
import { answerPasswordVerifier } from '../auth-flows/password-verifier';
import { callingClient } from '../calling-client';
import { invalidParameter, optionalText, requiredText, textMap } from '../input';
import { publicOperation } from '../public-operation';
import type { UserPoolBackend } from '../user-pool-backend';

/** `RespondToAuthChallenge`: proves a password, or sets a new one. */
export function respondToAuthChallenge(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'RespondToAuthChallenge', (input) => {
    const challenge = requiredText(input, 'ChallengeName');
    const answer = {
      ...callingClient(backend.registry, input),
      responses: textMap(input, 'ChallengeResponses'),
      clientMetadata: textMap(input, 'ClientMetadata'),
      session: optionalText(input, 'Session'),
    };
    switch (challenge) {
      case 'PASSWORD_VERIFIER':
        return answerPasswordVerifier(backend, answer);
      case 'NEW_PASSWORD_REQUIRED':
        return answerNewPasswordRequired(backend, answer);
      default:
        throw invalidParameter(`${challenge} is not supported by this local runtime.`);
    }
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import {
  flag,
  type Input,
  optionalText,
  requiredText,
  textMap,
} from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { confirmUser } from '../account/confirm-user';
import { openChoice, type ResumedChoice, resumeChoice } from '../auth-flows/choice';
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
    const signedUp = resumeSignUp(backend, input);
    const user = await confirmUser(backend, {
      ...{ pool, client, name, code },
      force: flag(input, 'ForceAliasCreation'),
      clientMetadata: textMap(input, 'ClientMetadata'),
    });
    signedUp?.close();
    if (!client.authFlows.includes('ALLOW_USER_AUTH')) return {};
    const choice = { pool, client, name, user };
    return { Session: openChoice(backend, choice, { name: 'CONFIRMED_SIGN_UP' }) };
  });
}

/** The sign-up that a `Session` stands for, if one is given. */
function resumeSignUp(backend: UserPoolBackend, input: Input): ResumedChoice | undefined {
  const session = optionalText(input, 'Session');
  if (session === undefined) return undefined;
  const secretHash = optionalText(input, 'SecretHash');
  const responses = {
    USERNAME: requiredText(input, 'Username'),
    ...(secretHash !== undefined && { SECRET_HASH: secretHash }),
  };
  const caller = callingClient(backend.registry, input);
  return resumeChoice(backend, { ...caller, responses, clientMetadata: {}, session }, 'SIGNED_UP');
}

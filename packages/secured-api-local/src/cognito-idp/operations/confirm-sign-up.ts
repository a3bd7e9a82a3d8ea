import type { Operation } from '../../aws-endpoint/operation';
import {
  flag,
  type Input,
  optionalText,
  requiredText,
  textMap,
} from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import { assertSecretHash, callingClient } from '../calling-client';
import { openChoice } from '../choice';
import { withProvedAddress } from '../proved-address';
import type { User } from '../user';
import { userConfirmed } from '../user-confirmed';
import { combinationNotFound, userDisabled } from '../user-errors';
import type { UserPoolBackend } from '../user-pool-backend';

/**
 * `ConfirmSignUp`: confirms a user by the code that was sent, and verifies its address. Where the
 * client allows sign-in by choice, the answer's `Session` signs in.
 */
export function confirmSignUp(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'ConfirmSignUp', async (input) => {
    const { pool, client } = callingClient(backend.registry, input);
    const user = confirm(backend, input);
    await userConfirmed(backend, {
      pool,
      user,
      clientId: client.id,
      clientMetadata: textMap(input, 'ClientMetadata'),
      source: 'PostConfirmation_ConfirmSignUp',
    });
    if (!client.authFlows.includes('ALLOW_USER_AUTH')) return {};
    const choice = { pool, client, name: requiredText(input, 'Username'), user };
    return { Session: openChoice(backend, choice, { name: 'CONFIRMED_SIGN_UP' }) };
  });
}

function confirm(backend: UserPoolBackend, input: Input): User {
  const { registry, directory, codes, clock } = backend;
  const { pool, client } = callingClient(registry, input);
  const name = requiredText(input, 'Username');
  const code = requiredText(input, 'ConfirmationCode');
  assertSecretHash(client, name, optionalText(input, 'SecretHash'));
  const user = directory.find(pool, name);
  if (user === undefined) {
    if (client.preventUserExistenceErrors) return codes.refuse(pool, name);
    throw combinationNotFound();
  }
  if (!user.enabled) throw userDisabled();
  if (user.status !== 'UNCONFIRMED') {
    throw new AwsError(
      'NotAuthorizedException',
      `User cannot be confirmed. Current status is ${user.status}`,
    );
  }
  const force = flag(input, 'ForceAliasCreation');
  return codes.redeem(user, 'signUp', code, (address) => {
    const confirmed = withProvedAddress(
      directory,
      pool,
      { ...user, status: 'CONFIRMED', modifiedAt: clock.now() },
      { ...address, force },
    );
    directory.save(pool, confirmed);
    return confirmed;
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import {
  type Input,
  optionalText,
  requiredText,
  textMap,
} from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { replacedPassword } from '../account/replaced-password';
import { userConfirmed } from '../account/user-confirmed';
import { withProvedAddress } from '../codes/proved-address';
import { assertSecretHash, callingClient } from '../pool/calling-client';
import { assertPassword } from '../pool/password-policy';
import { codeExpired, combinationNotFound } from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

/** `ConfirmForgotPassword`: sets a new password by the code that was sent. */
export function confirmForgotPassword(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'ConfirmForgotPassword', async (input) => {
    const { pool, client } = callingClient(backend.registry, input);
    await userConfirmed(backend, {
      pool,
      user: replacePassword(backend, input),
      clientId: client.id,
      clientMetadata: textMap(input, 'ClientMetadata'),
      source: 'PostConfirmation_ConfirmForgotPassword',
    });
    return {};
  });
}

function replacePassword(backend: UserPoolBackend, input: Input): User {
  const { registry, directory, codes, lockouts, random, clock } = backend;
  const { pool, client } = callingClient(registry, input);
  const name = requiredText(input, 'Username');
  const code = requiredText(input, 'ConfirmationCode');
  const password = requiredText(input, 'Password');
  assertSecretHash(client, name, optionalText(input, 'SecretHash'));
  const user = directory.find(pool, name);
  if (user === undefined && !client.preventUserExistenceErrors) throw combinationNotFound();
  assertPassword(password, pool.passwordPolicy);
  if (!user?.enabled) return codes.refuse(pool, user?.username ?? name);
  return codes.redeem(user, 'forgotPassword', code, (address) => {
    // The owner of an earlier address must not get in by it.
    if (user.attributes[address.attribute] !== address.destination)
      throw codeExpired('the address that the code went to has changed');
    const changed = withProvedAddress(
      directory,
      pool,
      {
        ...user,
        status: 'CONFIRMED',
        ...replacedPassword(random, pool, user, password),
        modifiedAt: clock.now(),
      },
      address,
    );
    directory.save(pool, changed);
    lockouts.succeed(pool.id, user.username);
    return changed;
  });
}

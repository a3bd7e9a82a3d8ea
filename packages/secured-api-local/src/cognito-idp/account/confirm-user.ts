import { AwsError } from '../../support/aws-error';
import { withProvedAddress } from '../codes/proved-address';
import { combinationNotFound, userDisabled } from '../pool/user-errors';
import type { UserPoolClientSettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { userConfirmed } from './user-confirmed';

/** Who confirms, by which code. */
export interface ConfirmationRequest {
  readonly pool: UserPoolSettings;
  readonly client: UserPoolClientSettings;
  readonly name: string;
  readonly code: string;
  /** Whether an alias may be taken from another user. */
  readonly force: boolean;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/**
 * Confirms a user by the code that was sent, and verifies its address.
 *
 * @throws AwsError what `ConfirmSignUp` may be refused with
 */
export async function confirmUser(
  backend: UserPoolBackend,
  request: ConfirmationRequest,
): Promise<User> {
  const { pool, client, clientMetadata } = request;
  const user = redeem(backend, request);
  await userConfirmed(backend, {
    ...{ pool, user, clientMetadata },
    clientId: client.id,
    source: 'PostConfirmation_ConfirmSignUp',
  });
  return user;
}

function redeem(
  { directory, codes, clock }: UserPoolBackend,
  { pool, client, name, code, force }: ConfirmationRequest,
): User {
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

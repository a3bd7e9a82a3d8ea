import type { Input } from '../aws-endpoint/operation-input';
import { requireGroup } from './account/require-group';
import { withApp } from './mfa/with-app';
import { createByAdministrator } from './operations/admin-create-user';
import { signUpUser } from './operations/sign-up';
import type { UserPoolSettings } from './pool/user-pool-settings';
import type { UserPoolBackend } from './user-pool-backend';
import type { User } from './users/user';

/** A user who has all that they are to have from the first moment on. */
export interface WholeUser {
  readonly poolId: string;
  readonly username: string;
  readonly password: string;
  readonly attributes: readonly { readonly Name: string; readonly Value: string }[];
  readonly groups: readonly string[];
  /** The secret of an authenticator app. */
  readonly totp?: Buffer;
  /** The client at which an unconfirmed user signs up; an administrator makes all others. */
  readonly signUpAt?: string;
}

/**
 * Makes a user in one write, where an administrator needs several: whoever is there is whole.
 *
 * @throws AwsError what the operations of `SignUp` or of an administrator refuse with
 */
export async function createWholeUser(backend: UserPoolBackend, wanted: WholeUser): Promise<void> {
  const { poolId, username: Username, password, attributes: UserAttributes, signUpAt } = wanted;
  const pool = backend.registry.pool(poolId);
  const groups = [...new Set(wanted.groups)].map(
    (GroupName) => requireGroup(backend, pool, { GroupName }).name,
  );
  const complete = (user: User): User => withTotp(pool, { ...user, groups }, wanted.totp);
  const input: Input = { Username, UserAttributes };
  if (signUpAt === undefined) {
    const { username } = await createByAdministrator(backend, pool, input, {
      password,
      complete: (user) => complete(withLastingPassword(user)),
    });
    backend.lockouts.succeed(poolId, username);
  } else {
    await signUpUser(backend, { ...input, ClientId: signUpAt, Password: password }, complete);
  }
  await backend.store.durable();
}

function withTotp(pool: UserPoolSettings, user: User, secret: Buffer | undefined): User {
  return secret === undefined ? user : withApp(pool, user, secret);
}

function withLastingPassword(user: User): User {
  const { expiresAt: _, ...password } = user.password;
  return { ...user, status: 'CONFIRMED', password };
}

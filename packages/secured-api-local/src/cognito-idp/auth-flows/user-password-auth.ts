import { hasPassword } from '../account/has-password';
import type { CallingClient } from '../pool/calling-client';
import { incorrectPassword, userNotFound } from '../pool/user-errors';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { normalizeName } from '../users/user-directory';
import { afterPassword } from './after-password';
import type { AuthRequest } from './auth-request';
import { migrateUser } from './migrate-user';
import { callPreAuthentication } from './pre-authentication';
import { pretendSubject } from './pretend-subject';
import { requiredParameter } from './required-parameter';

/**
 * Signs in by a password that the client sends as it is.
 *
 * @throws AwsError `NotAuthorizedException`, `UserNotFoundException` where the client tells, what
 *   keeps the user from signing in, or what a trigger fails with
 */
export async function startUserPasswordAuth(
  backend: UserPoolBackend,
  request: AuthRequest,
): Promise<unknown> {
  const { pool, client, parameters, hosted } = request;
  const name = requiredParameter(parameters, 'USERNAME');
  const password = requiredParameter(parameters, 'PASSWORD');
  await migrateUser(backend, request, { name, password });
  const found = backend.directory.find(pool, name);
  if (found === undefined && !client.preventUserExistenceErrors) throw userNotFound();
  await callPreAuthentication(backend, request, name, found);
  // AWS hands the metadata of this call to the functions that come before alone.
  const deviceKey = parameters.DEVICE_KEY;
  const proof = { pool, client, name, password, deviceKey, clientMetadata: {}, hosted };
  return continueWithPassword(backend, proof);
}

/** A password as the client sends it, with the name that it gives. */
interface PlainPassword extends CallingClient {
  readonly name: string;
  readonly password: string;
  readonly deviceKey: string | undefined;
  readonly clientMetadata: Readonly<Record<string, string>>;
  readonly hosted?: boolean;
}

/**
 * Goes on with a sign-in by a plain password.
 *
 * @throws AwsError `NotAuthorizedException`, what keeps the user from signing in, or what a
 *   trigger fails with
 */
export async function continueWithPassword(
  backend: UserPoolBackend,
  { pool, client, name, password, deviceKey, clientMetadata, hosted }: PlainPassword,
): Promise<unknown> {
  const user = provePassword(backend, pool, name, password);
  return afterPassword(backend, { pool, client, user, deviceKey, clientMetadata, hosted });
}

/** Runs without a pause, so that attempts at the same time are counted one by one. */
function provePassword(
  backend: UserPoolBackend,
  pool: UserPoolSettings,
  name: string,
  password: string,
): User {
  const { directory, lockouts } = backend;
  const user = directory.find(pool, name);
  const attemptName = user?.username ?? normalizeName(pool, name);
  lockouts.begin(pool.id, attemptName);
  const isRight = hasPassword(pool, user ?? pretendSubject(backend, pool, name), password);
  if (!isRight || user === undefined)
    throw incorrectPassword(user ? 'the password is wrong' : 'nobody has this name');
  lockouts.succeed(pool.id, attemptName);
  return user;
}

import { userNotFound } from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import type { AuthRequest } from './auth-request';
import { callPreAuthentication } from './pre-authentication';
import { requiredParameter } from './required-parameter';
import { openSrpChallenge, srpPublicOf } from './srp-challenge';

/**
 * Begins a sign-in by a password that never leaves the client.
 *
 * @throws AwsError `UserNotFoundException` where the client tells, or what a trigger fails with
 */
export async function startUserSrpAuth(
  backend: UserPoolBackend,
  request: AuthRequest,
): Promise<unknown> {
  const { pool, client, parameters } = request;
  const name = requiredParameter(parameters, 'USERNAME');
  const deviceKey = parameters.DEVICE_KEY;
  const clientPublic = srpPublicOf(parameters);
  const user = backend.directory.find(pool, name);
  if (user === undefined && !client.preventUserExistenceErrors) throw userNotFound();
  await callPreAuthentication(backend, request, name, user);
  return openSrpChallenge(backend, { pool, client, name, user, clientPublic, deviceKey });
}

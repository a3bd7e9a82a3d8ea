import type { UserPoolBackend } from '../user-pool-backend';
import { attributesOf, type User } from '../users/user';
import type { AuthRequest } from './auth-request';

/**
 * Calls the pre authentication trigger, also for a name that nobody has where that is not told.
 *
 * @throws AwsError what the trigger fails with
 */
export async function callPreAuthentication(
  { triggers }: UserPoolBackend,
  { pool, client, clientMetadata }: AuthRequest,
  name: string,
  user: User | undefined,
): Promise<void> {
  await triggers.call(pool, 'PreAuthentication', {
    source: 'PreAuthentication_Authentication',
    userName: user?.username ?? name,
    clientId: client.id,
    request: {
      userAttributes: user === undefined ? {} : attributesOf(user),
      validationData: clientMetadata,
      ...(client.preventUserExistenceErrors && { userNotFound: user === undefined }),
    },
  });
}

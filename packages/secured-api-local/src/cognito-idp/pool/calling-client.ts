import { createHmac } from 'node:crypto';
import { type Input, requiredText } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import { isSameSecret } from '../../support/same-secret';
import type { UserPoolRegistry } from './user-pool-registry';
import type { UserPoolClientSettings, UserPoolSettings } from './user-pool-settings';

/** The client that a call names, and its pool. */
export interface CallingClient {
  readonly client: UserPoolClientSettings;
  readonly pool: UserPoolSettings;
}

/**
 * Finds the client of an operation's `ClientId`.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function callingClient(registry: UserPoolRegistry, input: Input): CallingClient {
  const client = registry.client(requiredText(input, 'ClientId'));
  return { client, pool: registry.pool(client.poolId) };
}

/**
 * Finds the client of an administrator's operation in the pool that it names.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function poolClient(
  registry: UserPoolRegistry,
  pool: UserPoolSettings,
  input: Input,
): UserPoolClientSettings {
  const client = registry.client(requiredText(input, 'ClientId'));
  if (client.poolId === pool.id) return client;
  throw new AwsError('ResourceNotFoundException', `User pool client ${client.id} does not exist.`);
}

/**
 * Checks that a client with a secret proves it for the name it gives.
 *
 * @throws AwsError `NotAuthorizedException`
 */
export function assertSecretHash(
  { id, secret }: UserPoolClientSettings,
  username: string,
  secretHash: string | undefined,
): void {
  if (secret === undefined && secretHash === undefined) return;
  if (secretHash === undefined) {
    throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`);
  }
  const expected = secretHashOf({ id, secret }, username);
  if (expected === undefined || !isSameSecret(secretHash, expected)) {
    throw notAuthorized(`Unable to verify secret hash for client ${id}`);
  }
}

/** How a client with a secret proves it for a name; `undefined` for one without. */
export function secretHashOf(
  { id, secret }: Pick<UserPoolClientSettings, 'id' | 'secret'>,
  username: string,
): string | undefined {
  if (secret === undefined) return undefined;
  return createHmac('sha256', secret)
    .update(username + id)
    .digest('base64');
}

/**
 * Checks the secret itself, in the operations that take it as it is.
 *
 * @throws AwsError `NotAuthorizedException`
 */
export function assertClientSecret(
  { id, secret }: UserPoolClientSettings,
  given: string | undefined,
): void {
  if (secret === undefined && given === undefined) return;
  if (secret === undefined || !isSameSecret(given ?? '', secret)) {
    throw notAuthorized(`Unable to verify secret for client ${id}`);
  }
}

function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

import type { Operation } from '../aws-endpoint/operation';
import { type Input, requiredText } from '../aws-endpoint/operation-input';
import { durably } from '../aws-endpoint/public-operation';
import { userNotFound } from './pool/user-errors';
import type { UserPoolSettings } from './pool/user-pool-settings';
import type { UserPoolBackend } from './user-pool-backend';
import type { User } from './users/user';

/** What an administrator's operation does in a pool. */
export type RunAdminOperation = (pool: UserPoolSettings, input: Input) => unknown;

/** An operation that IAM has to allow on the pool. */
export function adminOperation(
  { store, registry, environment }: UserPoolBackend,
  name: string,
  run: RunAdminOperation,
): Operation {
  const { partition, region, accountId } = environment;
  return {
    name,
    access: {
      kind: 'iam',
      action: `cognito-idp:${name}`,
      resource: ({ UserPoolId: id }) =>
        `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${typeof id === 'string' ? id : ''}`,
    },
    run: durably(store, (input) => run(registry.pool(requiredText(input, 'UserPoolId')), input)),
  };
}

/**
 * The user whom an administrator names.
 *
 * @throws AwsError `UserNotFoundException`
 */
export function requireUser(
  { directory }: UserPoolBackend,
  pool: UserPoolSettings,
  input: Input,
): User {
  const user = directory.find(pool, requiredText(input, 'Username'));
  if (user === undefined) throw userNotFound();
  return user;
}

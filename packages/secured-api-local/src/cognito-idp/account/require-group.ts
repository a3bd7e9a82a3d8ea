import { type Input, requiredText } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import type { UserPoolGroupSettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';

/**
 * The group of an operation's `GroupName`.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function requireGroup(
  { groups }: UserPoolBackend,
  pool: UserPoolSettings,
  input: Input,
): UserPoolGroupSettings {
  const name = requiredText(input, 'GroupName');
  const group = groups.find(pool.id, name);
  if (group === undefined) throw new AwsError('ResourceNotFoundException', 'Group not found.');
  return group;
}

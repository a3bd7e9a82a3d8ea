import type { UserPools } from '../cognito-idp/user-pools';
import type { PropertyReader } from './property-reader';

/**
 * The id of the user pool that a resource belongs to.
 *
 * @throws LocalRuntimeError `InvalidProperty` where the template has no such pool
 */
export function userPoolOf({ pools }: Pick<UserPools, 'pools'>, reader: PropertyReader): string {
  const id = reader.text('UserPoolId');
  return pools().some((pool) => pool.id === id)
    ? id
    : reader.refuse('UserPoolId', 'a user pool of the template');
}

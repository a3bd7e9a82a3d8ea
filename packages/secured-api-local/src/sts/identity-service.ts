import type { Environment } from '../support/environment';

/**
 * The name by which trust policies and condition keys know the identity pools of a partition.
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
 */
export function identityServiceOf({ partition }: Pick<Environment, 'partition'>): string {
  return partition === 'aws-us-gov'
    ? 'cognito-identity-us-gov.amazonaws.com'
    : 'cognito-identity.amazonaws.com';
}

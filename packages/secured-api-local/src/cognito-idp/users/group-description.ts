import type { Page } from '../pool/page-of';
import type { UserPoolGroupSettings } from '../pool/user-pool-settings';

/** A page of groups, as AWS lists them. */
export function describeGroups({ items, nextToken }: Page<UserPoolGroupSettings>): unknown {
  return {
    Groups: items.map(({ poolId, name, precedence, roleArn }) => ({
      GroupName: name,
      UserPoolId: poolId,
      ...(precedence !== undefined && { Precedence: precedence }),
      ...(roleArn !== undefined && { RoleArn: roleArn }),
    })),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

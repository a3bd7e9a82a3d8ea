import type { Page } from '../pool/page-of';
import type { UserPoolGroupSettings } from '../pool/user-pool-settings';
import type { Groups } from './groups';

/** A group, as AWS shows it. */
export function describeGroup(groups: Groups, group: UserPoolGroupSettings): object {
  const { poolId, name, description, precedence, roleArn } = group;
  const { createdAt, modifiedAt } = groups.datesOf(group);
  return {
    GroupName: name,
    UserPoolId: poolId,
    ...(description !== undefined && { Description: description }),
    ...(precedence !== undefined && { Precedence: precedence }),
    ...(roleArn !== undefined && { RoleArn: roleArn }),
    CreationDate: createdAt / 1000,
    LastModifiedDate: modifiedAt / 1000,
  };
}

/** A page of groups, as AWS lists them. */
export function describeGroups(
  groups: Groups,
  { items, nextToken }: Page<UserPoolGroupSettings>,
): object {
  return {
    Groups: items.map((group) => describeGroup(groups, group)),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

import { precedenceOf } from '../pool/user-pool-registry';
import type { UserPoolGroupSettings } from '../pool/user-pool-settings';
import type { User } from './user';

/** What a user's groups say of roles. */
export interface GroupClaims {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  /** Left out where groups of the same precedence disagree. */
  readonly preferredRole?: string;
}

/** Reads a user's groups, given every group of the pool in order of precedence. */
export function toGroupClaims(user: User, all: readonly UserPoolGroupSettings[]): GroupClaims {
  const own = all.filter(({ name }) => user.groups.includes(name));
  const withRole = own.filter(hasRole);
  const [first] = withRole;
  const preferred = new Set(
    withRole
      .filter((group) => first !== undefined && precedenceOf(group) === precedenceOf(first))
      .map(({ roleArn }) => roleArn),
  );
  const [preferredRole] = preferred;
  return {
    groups: own.map(({ name }) => name),
    roles: [...new Set(withRole.map(({ roleArn }) => roleArn))],
    ...(preferred.size === 1 && { preferredRole }),
  };
}

function hasRole(
  group: UserPoolGroupSettings,
): group is UserPoolGroupSettings & { readonly roleArn: string } {
  return group.roleArn !== undefined;
}

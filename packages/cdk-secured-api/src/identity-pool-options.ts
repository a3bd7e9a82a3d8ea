import type { AmbiguousRoleResolution } from './ambiguous-role-resolution';
import type { CognitoGroup } from './cognito-group';
import type { IdentityPoolProvider } from './identity-pool-provider';
import type { PrincipalTags } from './principal-tags';
import type { RoleRule } from './role-rule';

/** Which AWS credentials users and guests get. */
export interface IdentityPoolOptions {
  /**
   * Whether visitors that are not signed in get credentials, of a role of their own.
   *
   * AWS caps what such a session may do at a list of services, whatever the role allows; the classic
   * flow, which has no such cap, is off.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
   *
   * @default false
   */
  readonly guests?: boolean;

  /**
   * The groups in order of precedence: a user in several has the role of the first.
   *
   * @default - no groups
   */
  readonly groups?: CognitoGroup[];

  /**
   * Which users of the user pool get the role of a group, by claims of their token, at most 25 rules.
   *
   * Rules take the place of membership: `cognito:groups` of a token then gives no role.
   *
   * @default - none: a member of groups has the role of the first, by the token
   */
  readonly roleRules?: RoleRule[];

  /**
   * What becomes of a token for which `groups` or `roleRules` name no role, or more than one.
   *
   * @default AmbiguousRoleResolution.AUTHENTICATED_ROLE
   */
  readonly ambiguousRoleResolution?: AmbiguousRoleResolution;

  /**
   * Which claims of the user pool's tokens are tags of the session, for policies to read as
   * `aws:PrincipalTag/...`.
   *
   * @default - none, and no role may be tagged
   */
  readonly principalTags?: PrincipalTags;

  /**
   * Providers beside the user pool, whose tokens are taken for credentials as they are.
   *
   * @default - none: users of the user pool only
   */
  readonly identityPoolProviders?: IdentityPoolProvider[];
}

import { type IResolvable, Lazy } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { AmbiguousRoleResolution } from '../ambiguous-role-resolution';
import type { IdentityPoolOptions } from '../identity-pool-options';
import type { IdentityPoolProviderConfig } from '../identity-pool-provider';
import type { RoleRule } from '../role-rule';
import type { GroupOrder } from './group-order';
import type { PoolRole } from './pool-role';
import { refusal } from './refusal';

type Mapping = Omit<cognito.CfnIdentityPoolRoleAttachment.RoleMappingProperty, 'identityProvider'>;

const MAX_RULES = 25;
const MAX_CLAIM_LENGTH = 64;
const MAX_VALUE_LENGTH = 128;

export interface RoleMappingsProps
  extends Pick<IdentityPoolOptions, 'ambiguousRoleResolution' | 'roleRules'> {
  readonly userPool: cognito.IUserPool;
  /** The clients of the user pool; ones that are added later count. */
  readonly clients: readonly cognito.IUserPoolClient[];
  readonly providers: readonly IdentityPoolProviderConfig[];
  readonly order: GroupOrder;
  /** The roles of the groups by their names. */
  readonly groups: ReadonlyMap<string, PoolRole>;
}

/** How tokens become roles: by the groups in them, or by rules; undefined where one role is for all. */
export function roleMappingsOf(
  props: RoleMappingsProps,
  scope: IConstruct,
): IResolvable | undefined {
  const { clients, userPool } = props;
  const own = ownMappingOf(props, scope);
  const others = props.providers.flatMap(({ name, roleRules }) =>
    roleRules ? { ...ruleMappingOf(roleRules, props, scope), identityProvider: name } : [],
  );
  if (own === undefined && others.length === 0) {
    assertResolutionUnused(props, scope);
    return undefined;
  }
  return Lazy.any({
    produce: () => ({
      ...keyed('userPool', own ? clients.map(ofClient(own, userPool)) : []),
      ...keyed('provider', others),
    }),
  });
}

function ownMappingOf(props: RoleMappingsProps, scope: IConstruct): Mapping | undefined {
  if (props.roleRules) return ruleMappingOf(props.roleRules, props, scope);
  if (props.groups.size === 0) return undefined;
  return { type: 'Token', ambiguousRoleResolution: resolutionOf(props) };
}

function ofClient(own: Mapping, { userPoolProviderName }: cognito.IUserPool) {
  return ({ userPoolClientId }: cognito.IUserPoolClient) => ({
    ...own,
    identityProvider: `${userPoolProviderName}:${userPoolClientId}`,
  });
}

/** The keys of mappings have no meaning but must differ. */
function keyed<T>(prefix: string, values: readonly T[]): Record<string, T> {
  return Object.fromEntries(
    values.map((value, index) => [index === 0 ? prefix : `${prefix}${index + 1}`, value]),
  );
}

function ruleMappingOf(
  rules: readonly RoleRule[],
  props: RoleMappingsProps,
  scope: IConstruct,
): Mapping {
  if (rules.length === 0 || rules.length > MAX_RULES) {
    throw refusal(
      'RoleRuleMalformed',
      `roleRules holds ${rules.length} rules, give 1 to ${MAX_RULES} or leave it out`,
      scope,
    );
  }
  return {
    type: 'Rules',
    ambiguousRoleResolution: resolutionOf(props),
    rulesConfiguration: {
      rules: rules.map((rule) => {
        const { group, ...condition } = rule._bind();
        assertText('claim', condition.claim, MAX_CLAIM_LENGTH, scope);
        assertText('value', condition.value, MAX_VALUE_LENGTH, scope);
        return { ...condition, roleArn: roleOf(group, props).role.roleArn };
      }),
    },
  };
}

function roleOf(group: string, { groups, order }: RoleMappingsProps): PoolRole {
  return groups.get(group) ?? order.refuseUnknown(group);
}

function resolutionOf({ ambiguousRoleResolution }: RoleMappingsProps): AmbiguousRoleResolution {
  return ambiguousRoleResolution ?? AmbiguousRoleResolution.AUTHENTICATED_ROLE;
}

function assertResolutionUnused(props: RoleMappingsProps, scope: IConstruct): void {
  if (props.ambiguousRoleResolution === undefined) return;
  throw refusal(
    'RoleResolutionUnused',
    'ambiguousRoleResolution is about groups and roleRules, and there are none: leave it out',
    scope,
  );
}

function assertText(part: string, text: string, maxLength: number, scope: IConstruct): void {
  if (text.length > 0 && text.length <= maxLength) return;
  throw refusal(
    'RoleRuleMalformed',
    `roleRules has the ${part} '${text}', write 1 to ${maxLength} characters`,
    scope,
  );
}

import type { MappingRule, RoleMapping } from '../cognito-identity/identity-pool-settings';
import type { IdentityPools } from '../cognito-identity/identity-pools';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const MATCH_TYPES = ['Equals', 'Contains', 'StartsWith', 'NotEqual'] as const;

/** `AWS::Cognito::IdentityPoolRoleAttachment`. */
export function cognitoIdentityPoolRoleAttachment(identityPools: IdentityPools): ResourceProvider {
  return {
    type: 'AWS::Cognito::IdentityPoolRoleAttachment',
    modelled: ['IdentityPoolId', 'RoleMappings', 'Roles'],
    ignorable: [],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const identityPoolId = reader.text('IdentityPoolId');
      if (!identityPools.pools().some((pool) => pool.id === identityPoolId)) {
        reader.refuse('IdentityPoolId', 'an identity pool of the template');
      }
      const roles = reader.optionalObject('Roles');
      identityPools.attachRoles({
        identityPoolId,
        authenticatedRoleArn: roles?.optionalText('authenticated'),
        unauthenticatedRoleArn: roles?.optionalText('unauthenticated'),
        mappings: readMappings(reader),
      });
      return { ref: identityPoolId, attributes: { Id: identityPoolId } };
    },
  };
}

function readMappings(reader: PropertyReader): readonly RoleMapping[] {
  const mappings = reader.optionalObject('RoleMappings');
  if (mappings === undefined) return [];
  return Object.keys(Object(reader.raw('RoleMappings'))).map((key) => {
    const mapping = mappings.optionalObject(key) ?? mappings.refuse(key, 'a role mapping');
    const type = mapping.text('Type');
    const ambiguous = mapping.text('AmbiguousRoleResolution');
    if (type !== 'Token' && type !== 'Rules') return mapping.refuse('Type', 'Token or Rules');
    if (ambiguous !== 'AuthenticatedRole' && ambiguous !== 'Deny') {
      return mapping.refuse('AmbiguousRoleResolution', 'AuthenticatedRole or Deny');
    }
    const provider = mapping.optionalText('IdentityProvider') ?? key;
    return { provider, type, ambiguous, rules: readRules(mapping) };
  });
}

function readRules(mapping: PropertyReader): readonly MappingRule[] {
  const rules = mapping.optionalObject('RulesConfiguration')?.objects('Rules') ?? [];
  return rules.map((rule) => {
    const given = rule.text('MatchType');
    const matchType = MATCH_TYPES.find((known) => known === given);
    return {
      claim: rule.text('Claim'),
      matchType: matchType ?? rule.refuse('MatchType', MATCH_TYPES.join(', ')),
      value: rule.text('Value'),
      roleArn: rule.text('RoleARN'),
    };
  });
}

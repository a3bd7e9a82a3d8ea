import type { UserPools } from '../cognito-idp/user-pools';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';
import { leaveOutThreatProtection, type ThreatProtectionOptions } from './threat-protection';
import { userPoolOf } from './user-pool-of';

const CONFIGURATIONS = [
  'AccountTakeoverRiskConfiguration',
  'CompromisedCredentialsRiskConfiguration',
  'RiskExceptionConfiguration',
];

/** `AWS::Cognito::UserPoolRiskConfigurationAttachment`: left out where the run says so. */
export function cognitoUserPoolRiskConfigurationAttachment(
  userPools: Pick<UserPools, 'pools'>,
  options: ThreatProtectionOptions,
): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolRiskConfigurationAttachment',
    modelled: ['ClientId', 'UserPoolId', ...CONFIGURATIONS],
    ignorable: [],
    placeholders: CONFIGURATIONS,
    provision(resource) {
      userPoolOf(userPools, new PropertyReader(resource));
      const wanted = CONFIGURATIONS.find((name) => resource.properties[name] !== undefined);
      return {
        ref: resource.logicalId,
        attributes: {},
        skipped: leaveOutThreatProtection(resource, wanted, options),
      };
    },
  };
}

import { placeholder } from '../assembly/placeholder';
import type { UserPools } from '../cognito-idp/user-pools';
import type { Foundation } from '../foundation';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';
import { userPoolOf } from './user-pool-of';

/** `AWS::Cognito::UserPoolDomain`: a name that the pool's local login origin stands in for. */
export function cognitoUserPoolDomain(
  userPools: UserPools,
  { environment }: Pick<Foundation, 'environment'>,
): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolDomain',
    modelled: ['Domain', 'UserPoolId'],
    ignorable: ['CustomDomainConfig', 'ManagedLoginVersion', 'Routing'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const poolId = userPoolOf(userPools, reader);
      const domain = reader.text('Domain');
      const isCustom = reader.raw('CustomDomainConfig') !== undefined;
      userPools.addDomain({ poolId, host: isCustom ? domain : prefixHost(domain, environment) });
      return {
        ref: domain,
        attributes: {
          CloudFrontDistribution: placeholder(resource.logicalId, 'CloudFrontDistribution'),
        },
      };
    },
  };
}

function prefixHost(prefix: string, { partition, region }: Foundation['environment']): string {
  const auth = partition === 'aws-us-gov' ? 'auth-fips' : 'auth';
  return `${prefix}.${auth}.${region}.amazoncognito.com`;
}

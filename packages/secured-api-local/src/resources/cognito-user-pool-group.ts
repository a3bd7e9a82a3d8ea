import type { UserPools } from '../cognito-idp/user-pools';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';
import { userPoolOf } from './user-pool-of';

/** `AWS::Cognito::UserPoolGroup`. */
export function cognitoUserPoolGroup(userPools: UserPools): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolGroup',
    modelled: ['Description', 'GroupName', 'Precedence', 'RoleArn', 'UserPoolId'],
    ignorable: [],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const poolId = userPoolOf(userPools, reader);
      const name =
        reader.optionalText('GroupName') ?? `${resource.stackName}-${resource.logicalId}`;
      userPools.addGroup({
        poolId,
        name,
        description: reader.optionalText('Description'),
        precedence: reader.optionalNumber('Precedence'),
        roleArn: reader.optionalText('RoleArn'),
      });
      return { ref: name, attributes: {} };
    },
  };
}

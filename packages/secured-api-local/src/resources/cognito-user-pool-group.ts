import type { UserPools } from '../cognito-idp/user-pools';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::Cognito::UserPoolGroup`. */
export function cognitoUserPoolGroup(userPools: UserPools): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolGroup',
    modelled: ['GroupName', 'Precedence', 'RoleArn', 'UserPoolId'],
    ignorable: ['Description'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const poolId = reader.text('UserPoolId');
      if (!userPools.pools().some((pool) => pool.id === poolId)) {
        reader.refuse('UserPoolId', 'a user pool of the template');
      }
      const name =
        reader.optionalText('GroupName') ?? `${resource.stackName}-${resource.logicalId}`;
      userPools.addGroup({
        poolId,
        name,
        precedence: reader.optionalNumber('Precedence'),
        roleArn: reader.optionalText('RoleArn'),
      });
      return { ref: name, attributes: {} };
    },
  };
}

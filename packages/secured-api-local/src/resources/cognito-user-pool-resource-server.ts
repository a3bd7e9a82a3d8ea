import type { UserPools } from '../cognito-idp/user-pools';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';
import { userPoolOf } from './user-pool-of';

/** `AWS::Cognito::UserPoolResourceServer`: scopes of the developer's own. */
export function cognitoUserPoolResourceServer(userPools: UserPools): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolResourceServer',
    modelled: ['Identifier', 'Scopes', 'UserPoolId'],
    ignorable: ['Name'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const poolId = userPoolOf(userPools, reader);
      const identifier = reader.text('Identifier');
      const scopes = reader.objects('Scopes').map((scope) => scope.text('ScopeName'));
      userPools.addResourceServer({ poolId, identifier, scopes });
      return { ref: identifier, attributes: {} };
    },
  };
}

import type { UserPools } from '../cognito-idp/user-pools';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::Cognito::UserPoolResourceServer`: scopes of the developer's own. */
export function cognitoUserPoolResourceServer(userPools: UserPools): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolResourceServer',
    modelled: ['Identifier', 'Scopes', 'UserPoolId'],
    ignorable: ['Name'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const poolId = reader.text('UserPoolId');
      if (!userPools.pools().some(({ id }) => id === poolId)) {
        reader.refuse('UserPoolId', 'a user pool of the template');
      }
      const identifier = reader.text('Identifier');
      const scopes = reader.objects('Scopes').map((scope) => scope.text('ScopeName'));
      userPools.addResourceServer({ poolId, identifier, scopes });
      return { ref: identifier, attributes: {} };
    },
  };
}

import type { UserPools } from '../cognito-idp/user-pools';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';
import { userPoolOf } from './user-pool-of';

const TYPES = ['Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple', 'OIDC'] as const;

/** `AWS::Cognito::UserPoolIdentityProvider`: a page of the hosted login stands in for it. */
export function cognitoUserPoolIdentityProvider(userPools: UserPools): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolIdentityProvider',
    modelled: ['AttributeMapping', 'IdpIdentifiers', 'ProviderName', 'ProviderType', 'UserPoolId'],
    // Ids, secrets and addresses of the real provider, which is not asked.
    ignorable: ['ProviderDetails'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const poolId = userPoolOf(userPools, reader);
      const type = reader.text('ProviderType');
      const name = reader.text('ProviderName');
      userPools.addProvider({
        poolId,
        name,
        type:
          TYPES.find((known) => known === type) ??
          reader.refuse('ProviderType', `${TYPES.join(', ')}: no other is modelled`),
        attributeMapping: reader.textMap('AttributeMapping'),
        identifiers: reader.texts('IdpIdentifiers'),
      });
      return { ref: name, attributes: {} };
    },
  };
}

import type { IdentityPools } from '../cognito-identity/identity-pools';
import { DEFAULT_TAGS } from '../cognito-identity/session-tags';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::Cognito::IdentityPoolPrincipalTag`: claims that become tags of sessions. */
export function cognitoIdentityPoolPrincipalTag(identityPools: IdentityPools): ResourceProvider {
  return {
    type: 'AWS::Cognito::IdentityPoolPrincipalTag',
    modelled: ['IdentityPoolId', 'IdentityProviderName', 'PrincipalTags', 'UseDefaults'],
    ignorable: [],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const identityPoolId = reader.text('IdentityPoolId');
      if (!identityPools.pools().some(({ id }) => id === identityPoolId)) {
        reader.refuse('IdentityPoolId', 'an identity pool of the template');
      }
      const providerName = reader.text('IdentityProviderName');
      const isDefault = reader.optionalBoolean('UseDefaults') === true;
      const tags = isDefault ? DEFAULT_TAGS : reader.textMap('PrincipalTags');
      identityPools.tagSessions({ identityPoolId, providerName, tags });
      return { ref: `${identityPoolId}|${providerName}`, attributes: {} };
    },
  };
}

import type { IdentityPools } from '../cognito-identity/identity-pools';
import type { Foundation } from '../foundation';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** Other ways to sign in: modelled as far as that they have to be empty. */
const OTHER_PROVIDERS = [
  'OpenIdConnectProviderARNs',
  'SamlProviderARNs',
  'SupportedLoginProviders',
];

/** `AWS::Cognito::IdentityPool`. */
export function cognitoIdentityPool(
  identityPools: IdentityPools,
  { environment, random, store }: Pick<Foundation, 'environment' | 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::Cognito::IdentityPool',
    modelled: [
      'AllowClassicFlow',
      'AllowUnauthenticatedIdentities',
      'CognitoIdentityProviders.ClientId',
      'CognitoIdentityProviders.ProviderName',
      'CognitoIdentityProviders.ServerSideTokenCheck',
      ...OTHER_PROVIDERS,
    ],
    ignorable: ['IdentityPoolName', 'IdentityPoolTags'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      assertRunnable(reader);
      const id = physicalId(store, resource, () => `${environment.region}:${random.uuid()}`);
      identityPools.add({
        id,
        allowUnauthenticated: reader.optionalBoolean('AllowUnauthenticatedIdentities') ?? false,
        providers: reader.objects('CognitoIdentityProviders').map((provider) => ({
          providerName: provider.text('ProviderName'),
          clientId: provider.text('ClientId'),
          serverSideTokenCheck: provider.optionalBoolean('ServerSideTokenCheck') ?? false,
        })),
      });
      return {
        ref: id,
        attributes: { Id: id, Name: reader.optionalText('IdentityPoolName') ?? resource.logicalId },
      };
    },
  };
}

function assertRunnable(reader: PropertyReader): void {
  if (reader.optionalBoolean('AllowClassicFlow') === true) {
    reader.refuse('AllowClassicFlow', 'false: the classic flow is not modelled');
  }
  for (const name of OTHER_PROVIDERS) {
    if (Object.keys(reader.raw(name) ?? {}).length > 0) {
      reader.refuse(name, 'nothing: only user pools are modelled as providers');
    }
  }
}

import type { DirectProviderSettings } from '../cognito-identity/identity-pool-settings';
import type { IdentityPools } from '../cognito-identity/identity-pools';
import type { Foundation } from '../foundation';
import type { OidcProviders } from './oidc-providers';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const LOGIN_PROVIDERS = [
  'accounts.google.com',
  'api.twitter.com',
  'appleid.apple.com',
  'graph.facebook.com',
  'www.amazon.com',
];

/** `AWS::Cognito::IdentityPool`. */
export function cognitoIdentityPool(
  identityPools: IdentityPools,
  oidcProviders: OidcProviders,
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
      'OpenIdConnectProviderARNs',
      'SamlProviderARNs',
      'SupportedLoginProviders',
    ],
    ignorable: ['IdentityPoolName', 'IdentityPoolTags'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      assertRunnable(reader);
      const id = physicalId(store, resource, () => `${environment.region}:${random.uuid()}`);
      identityPools.add({
        id,
        allowUnauthenticated: reader.optionalBoolean('AllowUnauthenticatedIdentities') ?? false,
        allowClassicFlow: reader.optionalBoolean('AllowClassicFlow') ?? false,
        providers: reader.objects('CognitoIdentityProviders').map((provider) => ({
          providerName: provider.text('ProviderName'),
          clientId: provider.text('ClientId'),
          serverSideTokenCheck: provider.optionalBoolean('ServerSideTokenCheck') ?? false,
        })),
        directProviders: [...loginProviders(reader), ...openIdConnect(reader, oidcProviders)],
      });
      return {
        ref: id,
        attributes: { Id: id, Name: reader.optionalText('IdentityPoolName') ?? resource.logicalId },
      };
    },
  };
}

function assertRunnable(reader: PropertyReader): void {
  if (reader.texts('SamlProviderARNs').length > 0) {
    reader.refuse('SamlProviderARNs', 'nothing: providers of SAML are not modelled');
  }
}

/** Providers that every identity pool knows, by the id of the app there. */
function loginProviders(reader: PropertyReader): readonly DirectProviderSettings[] {
  return Object.entries(reader.textMap('SupportedLoginProviders')).map(([loginName, app]) => {
    if (!LOGIN_PROVIDERS.includes(loginName)) {
      reader.refuse('SupportedLoginProviders', LOGIN_PROVIDERS.join(', '));
    }
    // Twitter's has the app's secret as its second half, which is not looked at.
    const [audience = ''] = app.split(';');
    return { loginName, mappingName: loginName, audiences: [audience] };
  });
}

function openIdConnect(
  reader: PropertyReader,
  oidcProviders: OidcProviders,
): readonly DirectProviderSettings[] {
  return reader.texts('OpenIdConnectProviderARNs').map((arn) => {
    const provider = oidcProviders.get(arn);
    if (provider !== undefined) {
      return { loginName: provider.issuer, mappingName: arn, audiences: provider.clientIds };
    }
    return reader.refuse('OpenIdConnectProviderARNs', 'providers of IAM of the template');
  });
}

import { describe, expect, test } from 'vitest';
import { createCognito } from './cognito-fixture';

const OAUTH = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'items/read'],
  CallbackURLs: ['https://www.example.com/', 'http://localhost:5173/', 'app://back'],
  LogoutURLs: ['https://www.example.com/'],
  DefaultRedirectURI: 'https://www.example.com/',
  SupportedIdentityProviders: ['COGNITO'],
};

function clientWith(properties: Record<string, unknown>) {
  const { make, userPools } = createCognito();
  const UserPoolId = make('UserPool').ref;
  make('UserPoolResourceServer', {
    UserPoolId,
    Identifier: 'items',
    Name: 'Items',
    Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read items' }],
  });
  make('UserPoolClient', { UserPoolId, ...properties });
  return userPools.clients()[0];
}

describe('the OAuth settings of AWS::Cognito::UserPoolClient', () => {
  test('are what the template says', () => {
    expect(clientWith(OAUTH)?.oauth).toEqual({
      flows: ['code'],
      scopes: ['openid', 'items/read'],
      callbackUrls: OAUTH.CallbackURLs,
      logoutUrls: OAUTH.LogoutURLs,
      defaultRedirectUri: 'https://www.example.com/',
      providers: ['COGNITO'],
    });
  });

  test('are none unless the template lets the client in', () => {
    const closed = clientWith({ ...OAUTH, AllowedOAuthFlowsUserPoolClient: false });

    expect(closed?.oauth).toBeUndefined();
  });

  test.each<[string, Record<string, unknown>]>([
    ['AllowedOAuthScopes', { AllowedOAuthScopes: ['items/write'] }],
    ['AllowedOAuthFlows', { AllowedOAuthFlows: [] }],
    ['AllowedOAuthFlows', { AllowedOAuthFlows: ['password'] }],
    ['AllowedOAuthFlows', { AllowedOAuthFlows: ['client_credentials'] }],
    [
      'AllowedOAuthFlows',
      { AllowedOAuthFlows: ['code', 'client_credentials'], GenerateSecret: true },
    ],
    ['CallbackURLs', { CallbackURLs: [], DefaultRedirectURI: undefined }],
    ['CallbackURLs', { CallbackURLs: ['http://www.example.com/'] }],
    ['CallbackURLs', { CallbackURLs: ['https://www.example.com/#there'] }],
    ['CallbackURLs', { CallbackURLs: ['javascript:alert(1)'] }],
    ['CallbackURLs', { CallbackURLs: ['there'] }],
    ['DefaultRedirectURI', { DefaultRedirectURI: 'https://other.example.com/' }],
    ['SupportedIdentityProviders', { SupportedIdentityProviders: ['Google'] }],
  ])('fail for a %s that AWS refuses', (path, properties) => {
    expect(() => clientWith({ ...OAUTH, ...properties })).toThrow(
      expect.objectContaining({ message: expect.stringContaining(`has ${path}`) }),
    );
  });
});

describe('AWS::Cognito::UserPoolDomain', () => {
  test.each([
    [{ Domain: 'app' }, 'app.auth.us-east-1.amazoncognito.com'],
    [
      { Domain: 'login.example.com', CustomDomainConfig: { CertificateArn: 'arn' } },
      'login.example.com',
    ],
  ])('names the host of the pool', (properties, host) => {
    const { make, userPools } = createCognito();
    const UserPoolId = make('UserPool').ref;

    const made = make('UserPoolDomain', { UserPoolId, ManagedLoginVersion: 2, ...properties });

    expect(made.ref).toBe(properties.Domain);
    expect(userPools.domains()).toEqual([{ poolId: UserPoolId, host }]);
  });
});

test.each(['UserPoolDomain', 'UserPoolResourceServer'])('%s fails without its pool', (type) => {
  const { make } = createCognito();
  const properties = { UserPoolId: 'us-east-1_x', Domain: 'app', Identifier: 'items', Scopes: [] };
  const { Domain, Identifier, Scopes, UserPoolId } = properties;
  const own = type === 'UserPoolDomain' ? { Domain } : { Identifier, Scopes };

  expect(() => make(type, { UserPoolId, ...own })).toThrow('a user pool of the template');
});

describe('AWS::Cognito::UserPoolIdentityProvider', () => {
  const GOOGLE = {
    ProviderName: 'Google',
    ProviderType: 'Google',
    ProviderDetails: { client_id: 'id', client_secret: '{{resolve:secretsmanager:google}}' },
    AttributeMapping: { email: 'email' },
    IdpIdentifiers: ['google.com'],
  };

  test('is known without its secrets, and has a group', () => {
    const { make, userPools } = createCognito();
    const UserPoolId = make('UserPool').ref;

    const made = make('UserPoolIdentityProvider', { UserPoolId, ...GOOGLE });

    expect(made).toEqual({ ref: 'Google', attributes: {} });
    expect(userPools.providerNames(UserPoolId)).toEqual(['Google']);
    expect(userPools.groups(UserPoolId).map(({ name }) => name)).toEqual([`${UserPoolId}_Google`]);
  });

  test.each([
    ['ProviderType', { ProviderType: 'SAML' }],
    ['UserPoolId', { UserPoolId: 'us-east-1_x' }],
  ])('fails for a %s that is not supported', (path, change) => {
    const { make } = createCognito();
    const UserPoolId = make('UserPool').ref;

    expect(() => make('UserPoolIdentityProvider', { UserPoolId, ...GOOGLE, ...change })).toThrow(
      expect.objectContaining({ message: expect.stringContaining(`has ${path}`) }),
    );
  });
});

test('AWS::Cognito::ManagedLoginBranding changes nothing', () => {
  const { make } = createCognito();

  const made = make('ManagedLoginBranding', { UserPoolId: 'x', UseCognitoProvidedValues: true });

  expect(made.attributes.ManagedLoginBrandingId).toBe(made.ref);
});

import { SecretValue } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  ClientAttributes,
  ProviderAttribute,
  StringAttribute,
  UserPoolIdentityProviderSamlMetadata,
} from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import {
  ClientConfig,
  type CognitoAuthProps,
  type OidcProviderOptions,
  type SamlProviderOptions,
  type SocialProviderOptions,
  UserPoolProvider,
} from '../src';
import { newAuth, newStack, onlyProperties } from './fixtures';

const SECRET = SecretValue.secretsManager('app', { jsonField: 'secret' });
const RESOLVED = '{{resolve:secretsmanager:app:SecretString:secret::}}';
const APP: SocialProviderOptions = { clientId: 'app', clientSecret: SECRET };
const OIDC: OidcProviderOptions = {
  ...APP,
  name: 'Partner',
  issuerUrl: 'https://login.example.com',
};
const SAML: SamlProviderOptions = {
  name: 'Staff',
  metadata: UserPoolIdentityProviderSamlMetadata.url('https://sso.example.com/metadata'),
};
const APPLE = { servicesId: 'com.example', teamId: 'team', keyId: 'key', privateKey: SECRET };

function authWith(providers: UserPoolProvider[], props: Partial<CognitoAuthProps> = {}) {
  const stack = newStack({ env: { region: 'eu-west-1' } });
  const auth = newAuth(stack, {
    hostedLogin: {
      domainPrefix: 'random-numbers',
      callbackUrls: ['https://www.example.com/'],
      logoutUrls: ['https://www.example.com/'],
      providers,
    },
    ...props,
  });
  return { auth, stack };
}

function providerOf(provider: UserPoolProvider) {
  return onlyProperties(authWith([provider]).stack, 'AWS::Cognito::UserPoolIdentityProvider');
}

describe('a provider of the user pool', () => {
  test.each<[string, UserPoolProvider, object]>([
    [
      'Google',
      UserPoolProvider.google(APP),
      {
        ProviderType: 'Google',
        ProviderDetails: {
          client_id: 'app',
          client_secret: RESOLVED,
          authorize_scopes: 'profile email openid',
        },
      },
    ],
    [
      'Facebook',
      UserPoolProvider.facebook(APP),
      {
        ProviderType: 'Facebook',
        ProviderDetails: {
          client_id: 'app',
          client_secret: RESOLVED,
          authorize_scopes: 'public_profile,email',
        },
      },
    ],
    [
      'LoginWithAmazon',
      UserPoolProvider.amazon(APP),
      {
        ProviderType: 'LoginWithAmazon',
        ProviderDetails: {
          client_id: 'app',
          client_secret: RESOLVED,
          authorize_scopes: 'profile',
        },
      },
    ],
    [
      'SignInWithApple',
      UserPoolProvider.apple(APPLE),
      {
        ProviderType: 'SignInWithApple',
        ProviderDetails: {
          client_id: 'com.example',
          team_id: 'team',
          key_id: 'key',
          private_key: RESOLVED,
          authorize_scopes: 'email name',
        },
      },
    ],
    [
      'Partner',
      UserPoolProvider.oidc(OIDC),
      {
        ProviderType: 'OIDC',
        ProviderDetails: {
          client_id: 'app',
          client_secret: RESOLVED,
          authorize_scopes: 'openid email',
          attributes_request_method: 'GET',
          oidc_issuer: 'https://login.example.com',
        },
      },
    ],
  ])('is %s with what it takes to know the e-mail address', (name, provider, expected) => {
    expect(providerOf(provider)).toEqual({
      AttributeMapping: { email: 'email' },
      ProviderName: name,
      UserPoolId: { Ref: expect.stringMatching(/^AuthUsersPool/) },
      ...expected,
    });
  });

  test('is SAML with signed requests and a sign-out', () => {
    expect(providerOf(UserPoolProvider.saml(SAML))).toEqual({
      AttributeMapping: {
        email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
      },
      ProviderDetails: {
        EncryptedResponses: 'false',
        IDPSignout: 'true',
        MetadataURL: 'https://sso.example.com/metadata',
        RequestSigningAlgorithm: 'rsa-sha256',
      },
      ProviderName: 'Staff',
      ProviderType: 'SAML',
      UserPoolId: { Ref: expect.stringMatching(/^AuthUsersPool/) },
    });
  });

  test('is SAML by its document, with what else it is given', () => {
    const provider = providerOf(
      UserPoolProvider.saml({
        ...SAML,
        metadata: UserPoolIdentityProviderSamlMetadata.file('<EntityDescriptor/>'),
        identifiers: ['example.com'],
        signOut: false,
        encryptedResponses: true,
      }),
    );

    expect(provider).toMatchObject({
      IdpIdentifiers: ['example.com'],
      ProviderDetails: {
        EncryptedResponses: 'true',
        IDPSignout: 'false',
        MetadataFile: '<EntityDescriptor/>',
      },
    });
    expect(provider.ProviderDetails).not.toHaveProperty('MetadataURL');
  });

  test.each<[string, UserPoolProvider, string]>([
    ['Google', UserPoolProvider.google({ ...APP, scopes: ['email', 'openid'] }), 'email openid'],
    ['Facebook', UserPoolProvider.facebook({ ...APP, scopes: ['email', 'x'] }), 'email,x'],
    ['Amazon', UserPoolProvider.amazon({ ...APP, scopes: ['profile', 'x'] }), 'profile x'],
    ['Apple', UserPoolProvider.apple({ ...APPLE, scopes: ['email'] }), 'email'],
    ['OIDC', UserPoolProvider.oidc({ ...OIDC, scopes: ['openid'] }), 'openid'],
  ])('of %s asks for the scopes that it is given', (_, provider, scopes) => {
    expect(providerOf(provider).ProviderDetails.authorize_scopes).toBe(scopes);
  });

  test('of Facebook has the version that it is given', () => {
    const { ProviderDetails } = providerOf(
      UserPoolProvider.facebook({ ...APP, apiVersion: 'v21.0' }),
    );

    expect(ProviderDetails.api_version).toBe('v21.0');
  });

  test('of OIDC has the endpoints that it is given', () => {
    const endpoints = { authorization: 'a', token: 't', userInfo: 'u', jwksUri: 'j' };

    const { ProviderDetails } = providerOf(UserPoolProvider.oidc({ ...OIDC, endpoints }));

    expect(ProviderDetails).toMatchObject({
      authorize_url: 'a',
      token_url: 't',
      attributes_url: 'u',
      jwks_uri: 'j',
    });
  });

  test('maps what it is given by the pool’s names, and then the address only if that is named', () => {
    const attributeMapping = {
      givenName: ProviderAttribute.GOOGLE_GIVEN_NAME,
      emailVerified: ProviderAttribute.GOOGLE_EMAIL_VERIFIED,
    };

    const provider = providerOf(UserPoolProvider.google({ ...APP, attributeMapping }));

    expect(provider.AttributeMapping).toEqual({
      email_verified: 'email_verified',
      given_name: 'given_name',
    });
  });

  test('is there before the client that offers it, and is told to clients', () => {
    const { auth, stack } = authWith([UserPoolProvider.oidc(OIDC), UserPoolProvider.google(APP)]);

    const clients = Template.fromStack(stack).findResources('AWS::Cognito::UserPoolClient');
    expect(Object.values(clients)).toEqual([
      expect.objectContaining({
        DependsOn: [
          expect.stringMatching(/^AuthProvidersGoogle/),
          expect.stringMatching(/^AuthProvidersPartner/),
        ],
        Properties: expect.objectContaining({
          SupportedIdentityProviders: ['COGNITO', 'Partner', 'Google'],
        }),
      }),
    ]);
    const config = new ClientConfig({ auth });
    expect(JSON.stringify(stack.resolve(config.toJsonString()))).toContain(
      String.raw`\"providers\":[\"COGNITO\",\"Partner\",\"Google\"]`,
    );
    expect(JSON.stringify(stack.resolve(config.toAmplifyOutputs()))).toContain(
      String.raw`\"identity_providers\":[\"GOOGLE\"]`,
    );
  });

  test.each<[string, UserPoolProvider, string]>([
    ['google', UserPoolProvider.google({ ...APP, clientId: '' }), 'clientId'],
    ['facebook', UserPoolProvider.facebook({ ...APP, clientId: ' ' }), 'clientId'],
    ['amazon', UserPoolProvider.amazon({ ...APP, clientId: '' }), 'clientId'],
    ['apple', UserPoolProvider.apple({ ...APPLE, servicesId: '' }), 'servicesId'],
    ['apple', UserPoolProvider.apple({ ...APPLE, teamId: '' }), 'teamId'],
    ['apple', UserPoolProvider.apple({ ...APPLE, keyId: '' }), 'keyId'],
    ['oidc', UserPoolProvider.oidc({ ...OIDC, clientId: '' }), 'clientId'],
    ['oidc', UserPoolProvider.oidc({ ...OIDC, name: '' }), 'name'],
    [
      'saml',
      UserPoolProvider.saml({ ...SAML, metadata: UserPoolIdentityProviderSamlMetadata.file('') }),
      'metadata',
    ],
  ])('fails where %s is given no %3$s', (factory, provider, field) => {
    expect(() => authWith([provider])).toThrow(
      `ProviderFieldMissing: UserPoolProvider.${factory} lacks ${field}, give it [Stack/Auth]`,
    );
  });

  test.each<[string, UserPoolProvider, string]>([
    [
      'an issuer without https',
      UserPoolProvider.oidc({ ...OIDC, issuerUrl: 'http://a.example' }),
      'issuerUrl',
    ],
    [
      'an issuer with a slash',
      UserPoolProvider.oidc({ ...OIDC, issuerUrl: 'https://a.example/' }),
      'issuerUrl',
    ],
    ['a name of two characters', UserPoolProvider.oidc({ ...OIDC, name: 'ab' }), 'name'],
    ['a name with a space', UserPoolProvider.saml({ ...SAML, name: 'my staff' }), 'name'],
    ['a name that begins with _', UserPoolProvider.saml({ ...SAML, name: '_staff' }), 'name'],
    [
      'metadata of a plain URL',
      UserPoolProvider.saml({
        ...SAML,
        metadata: UserPoolIdentityProviderSamlMetadata.url('http://sso.example.com'),
      }),
      'metadata',
    ],
  ])('fails for %s', (_, provider, field) => {
    expect(() => authWith([provider])).toThrow(
      new RegExp(
        `^ProviderFieldMalformed: UserPoolProvider.(oidc|saml) has the ${field} '.*', write`,
      ),
    );
  });

  const plain: unknown = 'hunter2';

  test.each<[string, UserPoolProvider]>([
    ['a string', UserPoolProvider.google({ ...APP, clientSecret: plain as SecretValue })],
    [
      'plain text',
      UserPoolProvider.oidc({ ...OIDC, clientSecret: SecretValue.unsafePlainText('hunter2') }),
    ],
    [
      'a key in plain text',
      UserPoolProvider.apple({ ...APPLE, privateKey: SecretValue.unsafePlainText('hunter2') }),
    ],
  ])('fails for a secret that is %s, and does not show it', (_, provider) => {
    expect(() => authWith([provider])).toThrow(
      /^ProviderSecretInPlainText: UserPoolProvider\.\w+ has a \w+ that is not kept elsewhere, give it as SecretValue\.secretsManager\(\.\.\.\) \[Stack\/Auth\]$/,
    );
  });

  test('fails for a secret that CloudFormation does not fetch for Cognito', () => {
    const clientSecret = SecretValue.ssmSecure('/google/secret');

    expect(() => authWith([UserPoolProvider.google({ ...APP, clientSecret })])).toThrow(
      'ProviderSecretNotFetchable: UserPoolProvider.google has a clientSecret from a secure ' +
        'parameter, which CloudFormation does not fetch for Cognito, give it as ' +
        'SecretValue.secretsManager(...) [Stack/Auth]',
    );
  });

  test.each<[string, UserPoolProvider[], string]>([
    ['twice Google', [UserPoolProvider.google(APP), UserPoolProvider.google(APP)], 'Google'],
    [
      'names that differ by their case',
      [UserPoolProvider.oidc(OIDC), UserPoolProvider.saml({ ...SAML, name: 'PARTNER' })],
      'PARTNER',
    ],
    [
      'the name of the pool itself',
      [UserPoolProvider.oidc({ ...OIDC, name: 'Cognito' })],
      'Cognito',
    ],
    ['the name of another kind', [UserPoolProvider.oidc({ ...OIDC, name: 'google' })], 'google'],
  ])('fails for %s', (_, providers, name) => {
    expect(() => authWith(providers)).toThrow(
      `ProviderNameTaken: hostedLogin.providers holds '${name}', the name of another provider: give ` +
        'it one of its own [Stack/Auth]',
    );
  });
});

describe('a mapped attribute', () => {
  const mapping = (tenant: string) =>
    UserPoolProvider.oidc({
      ...OIDC,
      attributeMapping: { custom: { [tenant]: ProviderAttribute.other('tenant') } },
    });
  const mutable = { tenant: new StringAttribute({ mutable: true }) };
  const writeAttributes = new ClientAttributes()
    .withStandardAttributes({ email: true })
    .withCustomAttributes('tenant');

  test.each(['tenant', 'custom:tenant'])('may be a custom one, named %s', (name) => {
    const { stack } = authWith([mapping(name)], { customAttributes: mutable, writeAttributes });

    const provider = onlyProperties(stack, 'AWS::Cognito::UserPoolIdentityProvider');
    expect(provider.AttributeMapping).toEqual({ 'custom:tenant': 'tenant' });
  });

  test.each<[string, UserPoolProvider, Partial<CognitoAuthProps>, string]>([
    [
      'that the client may not write',
      mapping('tenant'),
      { customAttributes: mutable },
      "maps 'custom:tenant', which the client may not write: add it to writeAttributes",
    ],
    [
      'that is not mutable',
      mapping('tenant'),
      { customAttributes: { tenant: new StringAttribute({ mutable: false }) }, writeAttributes },
      "maps 'custom:tenant', which is not mutable: it could not be written twice",
    ],
    [
      'of the standard that is not mutable',
      UserPoolProvider.oidc(OIDC),
      { standardAttributes: { email: { mutable: false } } },
      "maps 'email', which is not mutable: it could not be written twice",
    ],
    [
      'that is missing, though required',
      UserPoolProvider.oidc(OIDC),
      { standardAttributes: { givenName: { required: true } } },
      "does not map 'given_name', which standardAttributes requires: map it",
    ],
  ])('fails for one %s', (_, provider, props, message) => {
    expect(() => authWith([provider], props)).toThrow(
      `AttributeNotMappable: provider 'Partner' ${message} [Stack/Auth]`,
    );
  });
});

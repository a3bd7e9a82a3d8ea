import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../src/state/memory-store';
import { createCognito } from './cognito-fixture';

describe('AWS::Cognito::IdentityPool', () => {
  test('knows no guests and no provider unless the template says so', () => {
    const { make, identityPools } = createCognito();

    const { ref } = make('IdentityPool');

    expect(ref).toMatch(/^us-east-1:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(identityPools.pools()).toEqual([
      {
        id: ref,
        allowUnauthenticated: false,
        allowClassicFlow: false,
        providers: [],
        directProviders: [],
      },
    ]);
  });

  test('trusts the clients that the template names', () => {
    const { make, identityPools } = createCognito();

    make('IdentityPool', {
      AllowClassicFlow: false,
      AllowUnauthenticatedIdentities: true,
      CognitoIdentityProviders: [
        { ProviderName: 'a', ClientId: 'b', ServerSideTokenCheck: true },
        { ProviderName: 'c', ClientId: 'd' },
      ],
      SupportedLoginProviders: {},
    });

    expect(identityPools.pools()).toMatchObject([
      {
        allowUnauthenticated: true,
        allowClassicFlow: false,
        providers: [
          { providerName: 'a', clientId: 'b', serverSideTokenCheck: true },
          { providerName: 'c', clientId: 'd', serverSideTokenCheck: false },
        ],
      },
    ]);
  });

  test('trusts the providers that the template names', () => {
    const { make, identityPools } = createCognito();
    const arn = make('OIDCProvider', {
      Url: 'https://login.example.com/tenant',
      ClientIdList: ['one', 'two'],
    }).ref;

    make('IdentityPool', {
      SupportedLoginProviders: { 'graph.facebook.com': '77', 'api.twitter.com': 'key;secret' },
      OpenIdConnectProviderARNs: [arn],
    });

    expect(arn).toBe('arn:aws:iam::111122223333:oidc-provider/login.example.com/tenant');
    expect(identityPools.pools()[0]?.directProviders).toEqual([
      { loginName: 'graph.facebook.com', mappingName: 'graph.facebook.com', audiences: ['77'] },
      { loginName: 'api.twitter.com', mappingName: 'api.twitter.com', audiences: ['key'] },
      {
        loginName: 'login.example.com/tenant',
        mappingName: arn,
        audiences: ['one', 'two'],
      },
    ]);
  });

  test.each(['http://login.example.com', 'https://login.example.com/', 'login.example.com'])(
    'fails for the issuer %s',
    (Url) => {
      const { make } = createCognito();

      expect(() => make('OIDCProvider', { Url, ClientIdList: ['one'] })).toThrow('has Url');
    },
  );

  test('fails for an issuer that has two providers', () => {
    const { make } = createCognito();
    const Url = 'https://login.example.com';
    make('OIDCProvider', { Url, ClientIdList: ['one'] });

    expect(() => make('OIDCProvider', { Url, ClientIdList: ['two'] })).toThrow('has Url');
  });

  test('fails to tag sessions of a pool that is not in the template', () => {
    const { make } = createCognito();
    const properties = { IdentityPoolId: 'x', IdentityProviderName: 'accounts.google.com' };

    expect(() => make('IdentityPoolPrincipalTag', properties)).toThrow('has IdentityPoolId');
  });

  test('keeps its id as long as the store lives', () => {
    const store = createMemoryStore();

    expect(createCognito(store).make('IdentityPool')).toEqual(
      createCognito(store).make('IdentityPool'),
    );
  });

  test.each<[string, Record<string, unknown>]>([
    ['SamlProviderARNs', { SamlProviderARNs: ['arn'] }],
    ['SupportedLoginProviders', { SupportedLoginProviders: { 'login.example.com': 'x' } }],
    ['OpenIdConnectProviderARNs', { OpenIdConnectProviderARNs: ['arn:of:elsewhere'] }],
    ['DeveloperProviderName', { DeveloperProviderName: 'login.example.com' }],
  ])('fails for %s', (path, properties) => {
    const { make, identityPools } = createCognito();

    expect(() => make('IdentityPool', properties)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(path) }),
    );
    expect(identityPools.pools()).toEqual([]);
  });
});

describe('AWS::Cognito::IdentityPoolRoleAttachment', () => {
  const mapping = {
    IdentityProvider: 'provider:client',
    Type: 'Token',
    AmbiguousRoleResolution: 'Deny',
  };

  test('fails for a pool that is not in the template', () => {
    const { make } = createCognito();

    expect(() => make('IdentityPoolRoleAttachment', { IdentityPoolId: 'other' })).toThrow(
      'an identity pool of the template',
    );
  });

  test.each<[string, Record<string, unknown>]>([
    ['Type', { Type: 'Other' }],
    ['AmbiguousRoleResolution', { AmbiguousRoleResolution: undefined }],
    [
      'MatchType',
      {
        Type: 'Rules',
        RulesConfiguration: {
          Rules: [{ Claim: 'a', MatchType: 'Like', Value: 'b', RoleARN: 'c' }],
        },
      },
    ],
  ])('fails for a mapping with an unknown %s', (path, change) => {
    const { make } = createCognito();
    const IdentityPoolId = make('IdentityPool').ref;
    const RoleMappings = { userPool: { ...mapping, ...change } };

    expect(() => make('IdentityPoolRoleAttachment', { IdentityPoolId, RoleMappings })).toThrow(
      expect.objectContaining({ message: expect.stringContaining(path) }),
    );
  });

  test('takes mappings by token and by rules', () => {
    const { make } = createCognito();
    const IdentityPoolId = make('IdentityPool').ref;
    const rule = { Claim: 'a', MatchType: 'Equals', Value: 'b', RoleARN: 'c' };

    const made = make('IdentityPoolRoleAttachment', {
      IdentityPoolId,
      Roles: { authenticated: 'arn:in', unauthenticated: 'arn:out' },
      RoleMappings: {
        userPool: mapping,
        'other:client': {
          Type: 'Rules',
          AmbiguousRoleResolution: 'AuthenticatedRole',
          RulesConfiguration: { Rules: [rule] },
        },
      },
    });

    expect(made.ref).toBe(IdentityPoolId);
  });
});

import { CfnParameter, SecretValue } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { IdentityPoolProvider, type OidcLoginOptions } from '../src';
import { newAuth, newStack, onlyProperties } from './fixtures';

const OIDC: OidcLoginOptions = { issuerUrl: 'https://login.example.com/a', clientIds: ['app'] };
const SAML_ARN = 'arn:aws:iam::111122223333:saml-provider/Staff';
const OIDC_ARN = 'arn:aws:iam::111122223333:oidc-provider/login.example.com';
const TWITTER = { consumerKey: 'key', consumerSecret: SecretValue.secretsManager('twitter') };

function stackWith(...identityPoolProviders: IdentityPoolProvider[]) {
  const stack = newStack();
  newAuth(stack, { identityPoolProviders });
  return stack;
}

const poolWith = (...providers: IdentityPoolProvider[]) =>
  onlyProperties(stackWith(...providers), 'AWS::Cognito::IdentityPool');

describe('a provider of the identity pool', () => {
  test.each<[string, IdentityPoolProvider, object]>([
    ['Facebook', IdentityPoolProvider.facebook({ appId: 'app' }), { 'graph.facebook.com': 'app' }],
    ['Amazon', IdentityPoolProvider.amazon({ appId: 'app' }), { 'www.amazon.com': 'app' }],
    [
      'Apple',
      IdentityPoolProvider.apple({ servicesId: 'com.example' }),
      { 'appleid.apple.com': 'com.example' },
    ],
    [
      'Google',
      IdentityPoolProvider.google({ clientId: 'client' }),
      { 'accounts.google.com': 'client' },
    ],
    [
      'Twitter',
      IdentityPoolProvider.twitter(TWITTER),
      { 'api.twitter.com': 'key;{{resolve:secretsmanager:twitter:SecretString:::}}' },
    ],
  ])('is %s by its app, beside the user pool', (_, provider, logins) => {
    const { CognitoIdentityProviders, ...pool } = poolWith(provider);

    expect(CognitoIdentityProviders).toHaveLength(1);
    expect(pool).toEqual({
      AllowClassicFlow: false,
      AllowUnauthenticatedIdentities: false,
      SupportedLoginProviders: logins,
    });
  });

  test.each<[string, IdentityPoolProvider, object]>([
    [
      'Auth0',
      IdentityPoolProvider.auth0({ domain: 'example.eu.auth0.com', clientId: 'app' }),
      { ClientIdList: ['app'], Url: 'https://example.eu.auth0.com' },
    ],
    [
      'OpenID Connect',
      IdentityPoolProvider.oidc(OIDC),
      { ClientIdList: ['app'], Url: 'https://login.example.com/a' },
    ],
  ])('is %s by a provider of IAM, without a custom resource', (_, provider, expected) => {
    const stack = stackWith(provider);

    expect(onlyProperties(stack, 'AWS::IAM::OIDCProvider')).toEqual(expected);
    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPool').OpenIdConnectProviderARNs).toEqual([
      { 'Fn::GetAtt': [expect.stringMatching(/^AuthIdentitiesLogins/), 'Arn'] },
    ]);
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('is a provider of IAM that exists, by its ARN', () => {
    const pool = poolWith(
      IdentityPoolProvider.oidcFromArn(OIDC_ARN),
      IdentityPoolProvider.samlFromArn(SAML_ARN),
    );

    expect(pool).toMatchObject({
      OpenIdConnectProviderARNs: [OIDC_ARN],
      SamlProviderARNs: [SAML_ARN],
    });
    expect(pool).not.toHaveProperty('SupportedLoginProviders');
  });

  test('may be a parameter', () => {
    const stack = newStack();
    const { valueAsString: arn } = new CfnParameter(stack, 'Provider');

    newAuth(stack, { identityPoolProviders: [IdentityPoolProvider.samlFromArn(arn)] });

    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPool').SamlProviderARNs).toEqual([
      { Ref: 'Provider' },
    ]);
  });

  test('gives the role of signed-in users, and none of a group', () => {
    const stack = stackWith(IdentityPoolProvider.google({ clientId: 'client' }));

    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPoolRoleAttachment')).not.toHaveProperty(
      'RoleMappings',
    );
  });

  test.each<[string, string, IdentityPoolProvider]>([
    ['facebook', 'appId', IdentityPoolProvider.facebook({ appId: '' })],
    ['amazon', 'appId', IdentityPoolProvider.amazon({ appId: ' ' })],
    ['apple', 'servicesId', IdentityPoolProvider.apple({ servicesId: '' })],
    ['google', 'clientId', IdentityPoolProvider.google({ clientId: '' })],
    ['twitter', 'consumerKey', IdentityPoolProvider.twitter({ ...TWITTER, consumerKey: '' })],
    ['auth0', 'domain', IdentityPoolProvider.auth0({ domain: '', clientId: 'app' })],
    [
      'auth0',
      'clientId',
      IdentityPoolProvider.auth0({ domain: 'example.eu.auth0.com', clientId: '' }),
    ],
    ['oidc', 'issuerUrl', IdentityPoolProvider.oidc({ ...OIDC, issuerUrl: '' })],
    ['oidc', 'clientIds', IdentityPoolProvider.oidc({ ...OIDC, clientIds: [] })],
    ['oidc', 'clientIds', IdentityPoolProvider.oidc({ ...OIDC, clientIds: ['app', ''] })],
  ])('fails where %s is given no %s', (factory, field, provider) => {
    expect(() => stackWith(provider)).toThrow(
      `ProviderFieldMissing: IdentityPoolProvider.${factory} lacks ${field}, give it [Stack/Auth]`,
    );
  });

  test.each<[string, IdentityPoolProvider, string]>([
    [
      'a domain of Auth0 with a scheme',
      IdentityPoolProvider.auth0({ domain: 'https://example.auth0.com', clientId: 'app' }),
      "auth0 has the domain 'https://example.auth0.com', write the host name alone",
    ],
    [
      'an issuer with a slash',
      IdentityPoolProvider.oidc({ ...OIDC, issuerUrl: 'https://login.example.com/' }),
      "oidc has the issuerUrl 'https://login.example.com/', write an https URL without query that " +
        'does not end with a slash',
    ],
    [
      'the ARN of another kind',
      IdentityPoolProvider.samlFromArn(OIDC_ARN),
      `samlFromArn has the providerArn '${OIDC_ARN}', write the ARN of one`,
    ],
    [
      'what is no ARN',
      IdentityPoolProvider.oidcFromArn('login.example.com'),
      "oidcFromArn has the providerArn 'login.example.com', write the ARN of one",
    ],
  ])('fails for %s', (_, provider, message) => {
    expect(() => stackWith(provider)).toThrow(
      `ProviderFieldMalformed: IdentityPoolProvider.${message} [Stack/Auth]`,
    );
  });

  test('fails for a secret in plain text, and does not show it', () => {
    const consumerSecret = SecretValue.unsafePlainText('hunter2');

    expect(() => stackWith(IdentityPoolProvider.twitter({ ...TWITTER, consumerSecret }))).toThrow(
      /^ProviderSecretInPlainText: IdentityPoolProvider\.twitter has a consumerSecret that is not kept elsewhere, give it as SecretValue\.secretsManager\(\.\.\.\) \[Stack\/Auth\]$/,
    );
  });

  test.each<[string, IdentityPoolProvider, string]>([
    [
      'Google',
      IdentityPoolProvider.google({ clientId: 'client' }),
      "'accounts.google.com' twice, leave one",
    ],
    [
      'an issuer',
      IdentityPoolProvider.oidc(OIDC),
      "'https://login.example.com/a' twice, give one all of its clientIds",
    ],
    ['an ARN', IdentityPoolProvider.samlFromArn(SAML_ARN), `'${SAML_ARN}' twice, leave one`],
  ])('fails for %s that stands twice', (_, provider, message) => {
    expect(() => stackWith(provider, provider)).toThrow(
      `ProviderNameTaken: identityPoolProviders holds ${message} [Stack/Auth]`,
    );
  });
});

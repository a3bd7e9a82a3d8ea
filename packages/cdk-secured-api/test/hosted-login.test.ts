import { App, CfnOutput, CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { FeaturePlan, ManagedLoginVersion } from 'aws-cdk-lib/aws-cognito';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { ClientConfig, type CognitoAuthProps, type HostedLogin } from '../src';
import { newAuth, newStack, onlyProperties } from './fixtures';

const ADMIN = 'aws.cognito.signin.user.admin';
const LOGIN: HostedLogin = {
  domainPrefix: 'random-numbers',
  callbackUrls: ['https://www.example.com/signed-in'],
  logoutUrls: ['https://www.example.com/'],
};

function certificateIn(scope: Construct, region: string) {
  const arn = `arn:aws:acm:${region}:111122223333:certificate/one`;
  return Certificate.fromCertificateArn(scope, 'Certificate', arn);
}

function customLogin(scope: Construct, region = 'us-east-1'): HostedLogin {
  const certificate = certificateIn(scope, region);
  return {
    ...LOGIN,
    domainPrefix: undefined,
    customDomain: { domainName: 'login.example.com', certificate },
  };
}

function authWith(login: Partial<HostedLogin>, props: Partial<CognitoAuthProps> = {}) {
  const stack = newStack();
  const auth = newAuth(stack, { hostedLogin: { ...LOGIN, ...login }, ...props });
  return { stack, auth };
}

function clientWith(login: Partial<HostedLogin>, props: Partial<CognitoAuthProps> = {}) {
  return onlyProperties(authWith(login, props).stack, 'AWS::Cognito::UserPoolClient');
}

describe('hosted login', () => {
  test('is not there unless asked for', () => {
    const stack = newStack();

    const auth = newAuth(stack);

    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Cognito::UserPoolDomain', 0);
    template.resourceCountIs('AWS::Cognito::ManagedLoginBranding', 0);
    expect(auth.hostedLoginUrl).toBeUndefined();
  });

  test('has a domain, the newer pages and the branding without which these do not show', () => {
    const { stack } = authWith({});

    expect(onlyProperties(stack, 'AWS::Cognito::UserPoolDomain')).toEqual({
      Domain: 'random-numbers',
      ManagedLoginVersion: 2,
      UserPoolId: { Ref: expect.stringMatching(/^AuthUsersPool/) },
    });
    expect(onlyProperties(stack, 'AWS::Cognito::ManagedLoginBranding')).toEqual({
      ClientId: { Ref: expect.stringMatching(/^AuthUsersPoolClient/) },
      UseCognitoProvidedValues: true,
      UserPoolId: { Ref: expect.stringMatching(/^AuthUsersPool/) },
    });
  });

  test('has classic pages, which have no branding, where asked for', () => {
    const { stack } = authWith({ managedLoginVersion: ManagedLoginVersion.CLASSIC_HOSTED_UI });

    Template.fromStack(stack).resourceCountIs('AWS::Cognito::ManagedLoginBranding', 0);
    expect(onlyProperties(stack, 'AWS::Cognito::UserPoolDomain')).toMatchObject({
      ManagedLoginVersion: 1,
    });
  });

  test('has classic pages alone with the plan LITE, and fails for newer ones', () => {
    const { CLASSIC_HOSTED_UI } = ManagedLoginVersion;
    const featurePlan = FeaturePlan.LITE;

    expect(() =>
      authWith({ managedLoginVersion: CLASSIC_HOSTED_UI }, { featurePlan }),
    ).not.toThrow();
    expect(() => authWith({}, { featurePlan })).toThrow(
      'FeatureNotInPlan: hostedLogin.managedLoginVersion NEWER_MANAGED_LOGIN needs the plan ' +
        'ESSENTIALS or PLUS, featurePlan is LITE: set it or leave',
    );
  });

  test('lets the client use the code flow alone, without a secret', () => {
    const client = clientWith({});

    expect(client).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email', 'profile', ADMIN],
      CallbackURLs: ['https://www.example.com/signed-in'],
      GenerateSecret: false,
      LogoutURLs: ['https://www.example.com/'],
      SupportedIdentityProviders: ['COGNITO'],
    });
  });

  test('allows the scope phone with a phone alias', () => {
    const client = clientWith({}, { signInAliases: { phone: true } });

    expect(client.AllowedOAuthScopes).toEqual(['openid', 'email', 'phone', 'profile', ADMIN]);
  });

  test('allows the scopes that it is given', () => {
    const client = clientWith({ scopes: ['openid', 'phone'] });

    expect(client.AllowedOAuthScopes).toEqual(['openid', 'phone']);
  });

  test.each([
    [
      'openid and a misspelt one',
      ['openid', 'emial'],
      /^ScopeUnknown: hostedLogin.scopes holds 'emial'/,
    ],
    ['no openid', ['email'], /^OpenidScopeMissing/],
  ])('fails for %s', (_, scopes, message) => {
    expect(() => authWith({ scopes })).toThrow(message);
  });
});

describe('the domain of the hosted pages', () => {
  test.each([
    ['us-east-1', 'https://random-numbers.auth.us-east-1.amazoncognito.com'],
    ['us-gov-west-1', 'https://random-numbers.auth-fips.us-gov-west-1.amazoncognito.com'],
  ])('in %s has a URL of that region', (region, url) => {
    const auth = newAuth(newStack({ env: { region } }), { hostedLogin: LOGIN });

    expect(auth.hostedLoginUrl).toBe(url);
  });

  test('may be a parameter', () => {
    const stack = newStack();
    const { valueAsString: domainPrefix } = new CfnParameter(stack, 'Prefix');

    newAuth(stack, { hostedLogin: { ...LOGIN, domainPrefix } });

    expect(onlyProperties(stack, 'AWS::Cognito::UserPoolDomain').Domain).toEqual({ Ref: 'Prefix' });
  });

  test('may be one’s own, with records where there is a zone', () => {
    const stack = newStack({ env: { region: 'eu-west-1', account: '111122223333' } });
    const { customDomain, ...login } = customLogin(stack);
    const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z1',
      zoneName: 'example.com',
    });
    if (customDomain === undefined) throw new Error('no custom domain');

    const auth = newAuth(stack, {
      hostedLogin: { ...login, customDomain: { ...customDomain, hostedZone } },
    });

    expect(auth.hostedLoginUrl).toBe('https://login.example.com');
    expect(onlyProperties(stack, 'AWS::Cognito::UserPoolDomain')).toMatchObject({
      CustomDomainConfig: {
        CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/one',
      },
      Domain: 'login.example.com',
    });
    const records = Template.fromStack(stack).findResources('AWS::Route53::RecordSet');
    expect(Object.values(records).map(({ Properties }) => Properties)).toEqual(
      ['A', 'AAAA'].map((Type) => ({
        AliasTarget: {
          DNSName: {
            'Fn::GetAtt': [expect.stringMatching(/^AuthLoginDomain/), 'CloudFrontDistribution'],
          },
          HostedZoneId: expect.anything(),
        },
        HostedZoneId: 'Z1',
        Name: 'login.example.com.',
        Type,
      })),
    );
  });

  test('has a certificate of its own where its zone proves one, in us-east-1', () => {
    const stack = newStack({ env: { region: 'us-east-1' } });
    const other = newStack({ env: { region: 'eu-west-1' } });
    const zoneOf = (scope: Construct) =>
      HostedZone.fromHostedZoneAttributes(scope, 'Zone', {
        hostedZoneId: 'Z1',
        zoneName: 'example.com',
      });
    const ownLogin = (scope: Construct): HostedLogin => ({
      ...LOGIN,
      domainPrefix: undefined,
      customDomain: { domainName: 'login.example.com', hostedZone: zoneOf(scope) },
    });

    newAuth(stack, { hostedLogin: ownLogin(stack) });

    expect(onlyProperties(stack, 'AWS::CertificateManager::Certificate')).toMatchObject({
      DomainName: 'login.example.com',
      DomainValidationOptions: [{ DomainName: 'login.example.com', HostedZoneId: 'Z1' }],
    });
    expect(() => newAuth(other, { hostedLogin: ownLogin(other) })).toThrow(
      "CertificateMissing: domain 'login.example.com' has no certificate: give one of us-east-1, " +
        'which this stack is not of [Stack/Auth/Login/Own]',
    );
  });

  test('has no records without a zone', () => {
    const stack = newStack();

    newAuth(stack, { hostedLogin: customLogin(stack) });

    Template.fromStack(stack).resourceCountIs('AWS::Route53::RecordSet', 0);
  });

  test.each([
    ['a name with a scheme', 'https://login.example.com'],
    ['a name without a dot', 'login'],
  ])('fails for %s', (_, domainName) => {
    const stack = newStack();
    const certificate = certificateIn(stack, 'us-east-1');
    const customDomain = { domainName, certificate };

    expect(() =>
      newAuth(stack, { hostedLogin: { ...LOGIN, domainPrefix: undefined, customDomain } }),
    ).toThrow(
      `DomainMalformed: domainName is '${domainName}', write it out in lower case, such as ` +
        "'www.example.com' [Stack/Auth/Login]",
    );
  });

  test('fails for a certificate of another region, by its ARN or its stack', () => {
    const app = new App();
    const stack = newStack({ app, env: { region: 'eu-west-1' } });
    const certificate = new Certificate(stack, 'Own', { domainName: 'login.example.com' });
    const customDomain = { domainName: 'login.example.com', certificate };
    const message =
      "CertificateOfOtherRegion: certificate of 'login.example.com' is of eu-west-1, give one of " +
      'us-east-1 [Stack/Auth/Login]';

    expect(() => newAuth(stack, { hostedLogin: customLogin(stack, 'eu-west-1') })).toThrow(message);
    stack.node.tryRemoveChild('Auth');
    expect(() =>
      newAuth(stack, { hostedLogin: { ...LOGIN, domainPrefix: undefined, customDomain } }),
    ).toThrow(message);
  });

  test('fails for one’s own in aws-us-gov', () => {
    const stack = newStack({ env: { region: 'us-gov-west-1' } });

    expect(() => newAuth(stack, { hostedLogin: customLogin(stack) })).toThrow(
      /^CustomDomainNotInPartition/,
    );
  });

  test.each([
    ['none', { domainPrefix: undefined }, 'none'],
    [
      'both',
      {
        customDomain: { domainName: 'a.example.com', certificate: certificateIn(newStack(), 'x') },
      },
      'both',
    ],
  ])('fails for %s of prefix and domain', (_, login, given) => {
    expect(() => authWith(login)).toThrow(
      `LoginDomainMissing: hostedLogin has ${given} of domainPrefix and customDomain, give one`,
    );
  });

  test.each(['Random', 'random_numbers', '-random', 'my-cognito-app', 'x'.repeat(64)])(
    'fails for the prefix %s',
    (domainPrefix) => {
      expect(() => authWith({ domainPrefix })).toThrow(
        `DomainPrefixMalformed: hostedLogin.domainPrefix is '${domainPrefix}'`,
      );
    },
  );
});

describe.each(['callbackUrls', 'logoutUrls'] as const)('%s', (prop) => {
  test.each([
    'http://localhost:5173/signed-in',
    'http://localhost',
    'https://www.example.com',
    'https://www.example.com:8443/a?b=c',
  ])('take %s', (url) => {
    expect(() => authWith({ [prop]: [url] })).not.toThrow();
  });

  test.each([
    'http://www.example.com',
    'http://localhost.example.com',
    'https://*.example.com',
    'https://www.example.com/#signed-in',
    'https://user@www.example.com',
    'javascript:alert(1)',
    `https://www.example.com/${'x'.repeat(1024)}`,
  ])('fail for %s', (url) => {
    expect(() => authWith({ [prop]: [url] })).toThrow(
      `CallbackUrlMalformed: hostedLogin.${prop} holds '${url}', write an https URL`,
    );
  });

  test('fail for none, and for more than Cognito takes', () => {
    const many = Array.from({ length: 101 }, (_, index) => `https://www.example.com/${index}`);

    expect(() => authWith({ [prop]: [] })).toThrow(
      `CallbackUrlMissing: hostedLogin.${prop} holds 0 URLs, name 1 to 100`,
    );
    expect(() => authWith({ [prop]: many })).toThrow(/^CallbackUrlMissing: .* holds 101 URLs/);
  });

  test('fail for localhost in a stage named prod', () => {
    const stack = new Stack(new Stage(new App(), 'prod'), 'Stack');
    const login = { ...LOGIN, [prop]: ['http://localhost:5173'] };

    expect(() => newAuth(stack, { hostedLogin: login })).toThrow(
      `LocalCallbackInProd: hostedLogin.${prop} holds 'http://localhost:5173'`,
    );
  });

  test('may refer to the own stack, and to no other', () => {
    const app = new App();
    const stack = newStack({ app });
    const own = new CfnParameter(stack, 'Site');
    const foreign = new CfnParameter(newStack({ app, id: 'Other' }), 'Site');
    const login = (site: CfnParameter) => ({
      ...LOGIN,
      [prop]: [`https://${site.valueAsString}/`],
    });

    newAuth(stack, { hostedLogin: login(own) });

    expect(() => newAuth(newStack({ app, id: 'Third' }), { hostedLogin: login(foreign) })).toThrow(
      `CallbackUrlOfAnotherStack: hostedLogin.${prop} holds a value of 'Other/Site', which is of ` +
        'another stack: write the URL out',
    );
  });
});

describe('what clients are told of hosted login', () => {
  function configOf(hostedLogin?: HostedLogin) {
    const stack = newStack({ env: { region: 'eu-west-1' } });
    const config = new ClientConfig({ auth: newAuth(stack, { hostedLogin }) });
    new CfnOutput(stack, 'Amplify', { value: config.toAmplifyOutputs() });
    new CfnOutput(stack, 'Config', { value: config.toJsonString() });
    const { Outputs } = Template.fromStack(stack).toJSON();
    const [amplify, own] = ['Amplify', 'Config'].map((name) => {
      const parts: unknown[] = Outputs[name].Value['Fn::Join'][1];
      return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'ref')).join(''));
    });
    return { amplify, own };
  }

  test('is nothing without it', () => {
    const { amplify, own } = configOf();

    expect(own).not.toHaveProperty('hostedLogin');
    expect(amplify.auth).not.toHaveProperty('oauth');
  });

  test('is where the pages are, what they return to, and what may be asked for', () => {
    const { amplify, own } = configOf(LOGIN);

    expect(own.hostedLogin).toEqual({
      url: 'https://random-numbers.auth.eu-west-1.amazoncognito.com',
      redirectSignIn: ['https://www.example.com/signed-in'],
      redirectSignOut: ['https://www.example.com/'],
      scopes: ['openid', 'email', 'profile', ADMIN],
      providers: ['COGNITO'],
    });
    expect(amplify.auth.oauth).toEqual({
      identity_providers: [],
      domain: 'random-numbers.auth.eu-west-1.amazoncognito.com',
      scopes: ['openid', 'email', 'profile', ADMIN],
      redirect_sign_in_uri: ['https://www.example.com/signed-in'],
      redirect_sign_out_uri: ['https://www.example.com/'],
      response_type: 'code',
    });
  });
});

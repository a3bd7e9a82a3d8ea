import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { RandomStack } from './random-stack';

const before = process.cwd();

beforeAll(() => process.chdir(fileURLToPath(new URL('..', import.meta.url))));
afterAll(() => process.chdir(before));
afterEach(() => vi.unstubAllEnvs());

/** The stack of a stage, nothing bundled: the template does not depend on them. */
function stackOf(
  stage: string,
  { siteHost, ...context }: { siteHost?: string } & Record<string, unknown> = {},
): RandomStack {
  const app = new App({ context: { stage, 'aws:cdk:bundling-stacks': [], ...context } });
  return new RandomStack(app, 'Random', { stage, siteHost, env: { region: 'us-east-1' } });
}

const templateOf = (...given: Parameters<typeof stackOf>) => Template.fromStack(stackOf(...given));

test('the outputs are the five that clients read', () => {
  expect(Object.keys(templateOf('dev').toJSON().Outputs).sort()).toEqual([
    'ApiEndpoint',
    'ClientConfig',
    'IdentityPoolId',
    'UserPoolClientId',
    'UserPoolId',
  ]);
});

test('the site is left to the machine where the stack is run on one', () => {
  const [deployed, local] = [{}, { 'secured-api:local': true }].map((context) =>
    templateOf('dev', context).findResources('Custom::CDKBucketDeployment'),
  );

  expect(Object.keys(deployed ?? {})).toHaveLength(3);
  expect(local).toEqual({});
});

test('the private number is guarded by IAM and the public one is not', () => {
  const routes = templateOf('dev').findResources('AWS::ApiGatewayV2::Route');

  expect(
    Object.values(routes).map(({ Properties }) => [
      Properties.RouteKey,
      Properties.AuthorizationType,
    ]),
  ).toEqual([
    ['GET /private', 'AWS_IAM'],
    ['GET /public', 'NONE'],
  ]);
});

describe('the stage', () => {
  test.each([
    ['dev', 'Delete', ['http://localhost:5173']],
    ['prod', 'Retain', []],
  ])('%s has the deletion policy %s and lets the site in, and %j', (stage, policy, origins) => {
    const template = templateOf(stage);

    const [pool] = Object.values(template.findResources('AWS::Cognito::UserPool'));
    const [api] = Object.values(template.findResources('AWS::ApiGatewayV2::Api'));
    const site = ['https://', { 'Fn::GetAtt': [expect.stringMatching(/^Site/), 'DomainName'] }];
    expect(pool?.DeletionPolicy).toBe(policy);
    expect(api?.Properties.CorsConfiguration?.AllowOrigins).toEqual([
      ...origins,
      { 'Fn::Join': ['', site] },
    ]);
  });
});

describe('a passkey', () => {
  test.each([
    ['dev', {}, 'localhost'],
    ['dev', { devOrigin: 'https://dev.example.com' }, 'dev.example.com'],
    ['dev', { siteHost: 'www.example.com' }, 'www.example.com'],
    ['prod', { siteHost: 'www.example.com' }, 'www.example.com'],
    ['dev', { siteHost: 'www.example.com', 'secured-api:local': true }, 'localhost'],
  ])('of the stage %s with %j is bound to %s', (stage, given, host) => {
    templateOf(stage, given).hasResourceProperties('AWS::Cognito::UserPool', {
      WebAuthnRelyingPartyID: host,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
    });
  });

  test('is not taken in production before the site’s host is known', () => {
    const template = templateOf('prod');

    template.hasResourceProperties('AWS::Cognito::UserPool', {
      WebAuthnRelyingPartyID: Match.absent(),
    });
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
  });
});

test('a device is remembered where its user says so', () => {
  templateOf('dev').hasResourceProperties('AWS::Cognito::UserPool', {
    DeviceConfiguration: {
      ChallengeRequiredOnNewDevice: true,
      DeviceOnlyRememberedOnUserPrompt: true,
    },
  });
});

describe('the sign-in page of the user pool', () => {
  const SITE = {
    'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [Match.anyValue(), 'DomainName'] }, '/']],
  };

  test.each([
    ['dev', [SITE, 'http://localhost:5173/']],
    ['prod', [SITE]],
  ])('of the stage %s comes back by code to %j', (stage, pages) => {
    templateOf(stage).hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlows: ['code'],
      CallbackURLs: pages,
      LogoutURLs: pages,
    });
  });

  test('has a name that no other account’s takes', () => {
    templateOf('dev').hasResourceProperties('AWS::Cognito::UserPoolDomain', {
      Domain: { 'Fn::Join': ['', ['random-', { Ref: 'AWS::AccountId' }]] },
    });
  });
});

test.each(['dev', 'prod'])('the stage %s has no finding of cdk-nag’s AwsSolutions', (stage) => {
  vi.stubEnv('CDK_VALIDATION', 'true');
  const { node } = stackOf(stage, {
    '@aws-cdk/core:validateAgainstDefaultRules': true,
    '@aws-cdk/core:strictCfnValidateErrors': true,
  });
  const app = node.root as App;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

  expect(() => app.synth()).not.toThrow();
});

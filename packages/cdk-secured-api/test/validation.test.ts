import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  App,
  Aspects,
  CfnOutput,
  Duration,
  RemovalPolicy,
  SecretValue,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import {
  FeaturePlan,
  Mfa,
  StringAttribute,
  UserPoolIdentityProviderSamlMetadata,
} from 'aws-cdk-lib/aws-cognito';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import FLAGS from 'aws-cdk-lib/recommended-feature-flags.json';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  CognitoAuth,
  type CognitoAuthProps,
  IdentityPoolProvider,
  PrincipalTags,
  ReactSite,
  type ReactSiteProps,
  RoleRule,
  RouteAccess,
  RouteHandler,
  SecuredApi,
  type SecuredApiProps,
  TriggerHandler,
  UserPoolProvider,
} from '../src';
import { dependencyCycle } from './dependency-cycle';

const STRICT = {
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:strictCfnValidateErrors': true,
};
const ENTRY = join(__dirname, 'entries/echo.ts');

const SECRET = SecretValue.secretsManager('provider');
const FEDERATED: Partial<CognitoAuthProps> = {
  hostedLogin: {
    domainPrefix: 'random-numbers',
    callbackUrls: ['https://www.example.com/'],
    logoutUrls: ['https://www.example.com/'],
    scopes: ['openid', 'items/read'],
    providers: [
      UserPoolProvider.google({ clientId: 'google', clientSecret: SECRET }),
      UserPoolProvider.facebook({ clientId: 'facebook', clientSecret: SECRET }),
      UserPoolProvider.amazon({ clientId: 'amazon', clientSecret: SECRET }),
      UserPoolProvider.apple({ servicesId: 's', teamId: 't', keyId: 'k', privateKey: SECRET }),
      UserPoolProvider.oidc({
        name: 'Partner',
        issuerUrl: 'https://login.example.com',
        clientId: 'partner',
        clientSecret: SECRET,
      }),
      UserPoolProvider.saml({
        name: 'Staff',
        metadata: UserPoolIdentityProviderSamlMetadata.url('https://sso.example.com/metadata'),
      }),
    ],
  },
  groups: [{ name: 'staff' }],
  principalTags: PrincipalTags.defaults(),
  identityPoolProviders: [
    IdentityPoolProvider.facebook({ appId: 'app' }),
    IdentityPoolProvider.twitter({ consumerKey: 'key', consumerSecret: SECRET }),
    IdentityPoolProvider.auth0({ domain: 'example.auth0.com', clientId: 'client' }),
    IdentityPoolProvider.samlFromArn('arn:aws:iam::111122223333:saml-provider/Staff'),
    IdentityPoolProvider.google({
      clientId: 'client',
      roleRules: [RoleRule.claimEquals('hd', 'example.com', 'staff')],
      principalTags: PrincipalTags.fromClaims({ domain: 'hd' }),
    }),
  ],
  resourceServers: [
    { identifier: 'items', scopes: [{ scopeName: 'read', scopeDescription: 'Read items' }] },
  ],
};

const EVERY_FACTOR: Partial<CognitoAuthProps> = {
  signInAliases: { username: true, email: true, phone: true, preferredUsername: true },
  mfaSecondFactor: { otp: true, sms: true, email: true },
  allowedFirstAuthFactors: { password: true, emailOtp: true, smsOtp: true, passkey: true },
  passkeyRelyingPartyId: 'example.com',
  featurePlan: FeaturePlan.PLUS,
  sesSender: { fromEmail: 'hello@example.com' },
  userInvitation: { emailBody: '{username}: {####}' },
  emailAuthenticationMessage: 'Sign in with {####}',
  passwordPolicy: { passwordHistorySize: 5 },
  standardAttributes: { fullname: { required: true } },
  customAttributes: { tenant: new StringAttribute({ maxLen: 36 }) },
  deviceTracking: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: true },
  refreshTokenRotationGracePeriod: Duration.seconds(10),
};

const REQUIRED_MFA: Partial<CognitoAuthProps> = {
  mfa: Mfa.REQUIRED,
  allowedFirstAuthFactors: { password: true, passkey: true },
  passkeyRelyingPartyId: 'example.com',
};

interface Variant {
  readonly context?: Record<string, unknown>;
  readonly region: string;
  readonly everything?: boolean;
  readonly twoStacks?: boolean;
  readonly hostedLogin?: boolean;
  readonly props?: Partial<CognitoAuthProps>;
  readonly site?: Partial<ReactSiteProps>;
  readonly api?: SecuredApiProps;
}

const ZONE = HostedZone.fromHostedZoneAttributes(new Stack(), 'Zone', {
  hostedZoneId: 'Z0000000000000',
  zoneName: 'example.com',
});

/** A site that is built already. */
const SITE = { path: join(__dirname, 'site'), buildCommand: '', buildOutput: '.' };

/** What a user gets who writes only what has no default, or everything, in one stack or two. */
function addStacks(app: App, variant: Variant): void {
  const { region, everything, twoStacks, hostedLogin, props, site, api: apiProps } = variant;
  const stack = new Stack(app, 'Stack', { env: { region } });
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    ...(everything && {
      guests: true,
      groups: [{ name: 'admin', includes: ['editor'] }, { name: 'editor' }],
      signInAliases: { email: true, phone: true },
      triggers: { preSignUp: TriggerHandler.fromEntry(ENTRY) },
    }),
    ...(hostedLogin && FEDERATED),
    ...props,
  });
  if (everything) auth.addClient('Mobile');
  const apiStack = twoStacks ? new Stack(app, 'Apis', { env: { region } }) : stack;
  const handler = RouteHandler.fromEntry(ENTRY);
  const api = new SecuredApi(apiStack, 'Api', {
    auth,
    routes: {
      'GET /private': { handler },
      'GET /public': { handler, access: RouteAccess.anyone() },
    },
    ...apiProps,
  });
  new CfnOutput(apiStack, 'ClientConfig', { value: api.clientConfig.toJsonString() });
  if (site) new ReactSite(apiStack, 'Site', { ...SITE, apis: [api], ...site });
  if (!everything) return;
  api.addRoutes({
    'ANY /files/{path+}': { handler, access: RouteAccess.group('editor') },
    'GET /items/{id}': { handler },
    'GET /items/{id}/audit': { handler, access: RouteAccess.group('editor') },
    'GET /profiles/{id}': { handler, access: RouteAccess.owner('id') },
    'GET /token': {
      handler,
      access: RouteAccess.jwt(),
      throttle: { rateLimit: 5, burstLimit: 10 },
    },
    'POST /visits': { handler, access: RouteAccess.guests() },
  });
}

beforeEach(() => {
  vi.stubEnv('CDK_VALIDATION', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each<[string, Variant]>([
  ['a default stack', { region: 'us-east-1' }],
  ['a default stack in aws-us-gov', { region: 'us-gov-west-1' }],
  ['a stack with everything on', { region: 'us-east-1', everything: true }],
  ['a new project with every feature flag', { region: 'us-east-1', context: FLAGS }],
  ['every factor', { region: 'us-east-1', props: EVERY_FACTOR }],
  ['MFA required', { region: 'us-east-1', props: REQUIRED_MFA }],
  ['a stack with a site', { region: 'us-east-1', site: {} }],
  [
    'a stack with a site that goes with it',
    { region: 'us-east-1', site: { removalPolicy: RemovalPolicy.DESTROY, amplifyOutputs: true } },
  ],
  [
    'two stacks with a site and an API of domains',
    {
      region: 'us-east-1',
      twoStacks: true,
      site: {
        domain: {
          domainName: 'www.example.com',
          hostedZone: ZONE,
        },
      },
      api: {
        stageName: 'live',
        domain: { domainName: 'api.example.com', hostedZone: ZONE, basePath: 'v1' },
      },
    },
  ],
  ['two stacks', { region: 'us-east-1', everything: true, twoStacks: true }],
  ['hosted login', { region: 'us-east-1', hostedLogin: true }],
  ['hosted login in aws-us-gov', { region: 'us-gov-west-1', hostedLogin: true }],
  ['hosted login of another stack', { region: 'us-east-1', hostedLogin: true, twoStacks: true }],
])('%s', (_, variant) => {
  test('has no finding of CloudFormation’s own validation, no cycle and no warning', () => {
    const app = new App({ context: { ...STRICT, ...variant.context } });
    addStacks(app, variant);

    const { directory } = app.synth();

    const { pluginReports } = JSON.parse(
      readFileSync(join(directory, 'validation-report.json'), 'utf8'),
    );
    expect(pluginReports).toEqual([]);
    expect(dependencyCycle(app)).toBeUndefined();
  });

  test('has no error of cdk-nag’s AwsSolutions', () => {
    const app = new App({ context: { ...STRICT, ...variant.context } });
    addStacks(app, variant);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

    expect(() => app.synth()).not.toThrow();
  });
});

test('cdk-nag does find what is wrong', () => {
  const app = new App({ context: STRICT });
  addStacks(app, { region: 'us-east-1' });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  Aspects.of(app).add({
    visit: (node) => {
      if (node instanceof CfnFunction) node.runtime = 'nodejs18.x';
    },
  });

  expect(() => app.synth()).toThrow();
});

import { App, SecretValue, type Stack } from 'aws-cdk-lib';
import { StringAttribute, UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import {
  CognitoAuth,
  type CognitoAuthProps,
  type CognitoTriggers,
  type HostedLogin,
  IdentityPoolProvider,
  PrincipalTags,
  ReactSite,
  RoleRule,
  RouteAccess,
  SecuredApi,
  TriggerHandler,
  UserPoolProvider,
} from '../../src';
import { inlineFunction, inlineHandler, newStack } from '../fixtures';

const SECRET = SecretValue.secretsManager('provider');
const REGION = 'us-east-1';

/** What says nothing but what it must. */
function leastStack(): Stack {
  const stack = newStack({ id: 'Least' });
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUp: true });
  const routes = { 'GET /private': { handler: inlineHandler(stack) } };
  new SecuredApi(stack, 'Api', { auth, routes });
  return stack;
}

/** Users of every kind: whatever of an auth makes a resource, beside an API that grants to them. */
function authStack(): Stack {
  const stack = newStack({ id: 'Users' });
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: false,
    signInAliases: { username: true, email: true, phone: true, preferredUsername: true },
    standardAttributes: { website: { mutable: false } },
    customAttributes: { tenant: new StringAttribute({ maxLen: 36 }) },
    triggers: triggersOf(stack),
    customSenderKmsKey: new Key(stack, 'SenderKey'),
    hostedLogin: HOSTED_LOGIN,
    resourceServers: [
      { identifier: 'items', scopes: [{ scopeName: 'read', scopeDescription: 'Read items' }] },
    ],
    guests: true,
    groups: [{ name: 'admin', includes: ['editor'] }, { name: 'editor' }, { name: 'staff' }],
    ...CLAIMS,
  });
  auth.addClient('Mobile');
  const handler = inlineHandler(stack);
  new SecuredApi(stack, 'Api', {
    auth,
    routes: {
      'GET /private': { handler },
      'GET /drafts/{id}': { handler, access: RouteAccess.group('editor') },
      'GET /items': { handler, access: RouteAccess.jwt({ scopes: ['items/read'] }) },
      'POST /visits': { handler, access: RouteAccess.guests() },
    },
  });
  return stack;
}

const CLIENT = { clientId: 'client', clientSecret: SECRET };

/** Pages of the user pool, with every provider. */
const HOSTED_LOGIN: HostedLogin = {
  domainPrefix: 'random-numbers',
  callbackUrls: ['https://www.example.com/'],
  logoutUrls: ['https://www.example.com/'],
  scopes: ['openid', 'items/read'],
  providers: [
    UserPoolProvider.amazon(CLIENT),
    UserPoolProvider.apple({ servicesId: 's', teamId: 't', keyId: 'k', privateKey: SECRET }),
    UserPoolProvider.facebook(CLIENT),
    UserPoolProvider.google(CLIENT),
    UserPoolProvider.oidc({ name: 'Partner', issuerUrl: 'https://id.example.com', ...CLIENT }),
    UserPoolProvider.saml({
      name: 'Staff',
      metadata: UserPoolIdentityProviderSamlMetadata.url('https://sso.example.com/metadata'),
    }),
  ],
};

/** Roles and tags by claims, of the user pool and of every other provider. */
const CLAIMS: Partial<CognitoAuthProps> = {
  roleRules: [RoleRule.claimEquals('custom:tenant', 'home', 'staff')],
  principalTags: PrincipalTags.defaults(),
  identityPoolProviders: [
    IdentityPoolProvider.amazon({ appId: 'amazon' }),
    IdentityPoolProvider.apple({ servicesId: 'apple' }),
    IdentityPoolProvider.auth0({ domain: 'example.auth0.com', clientId: 'client' }),
    IdentityPoolProvider.facebook({ appId: 'facebook' }),
    IdentityPoolProvider.google({
      clientId: 'client',
      roleRules: [RoleRule.claimEquals('hd', 'example.com', 'staff')],
      principalTags: PrincipalTags.fromClaims({ domain: 'hd' }),
    }),
    IdentityPoolProvider.oidc({ issuerUrl: 'https://id.example.com', clientIds: ['client'] }),
    IdentityPoolProvider.samlFromArn('arn:aws:iam::111122223333:saml-provider/Staff'),
    IdentityPoolProvider.twitter({ consumerKey: 'key', consumerSecret: SECRET }),
  ],
};

function triggersOf(scope: Construct): CognitoTriggers {
  const handler = TriggerHandler.fromFunction(inlineFunction(scope, 'Trigger'));
  return {
    createAuthChallenge: handler,
    customEmailSender: handler,
    customMessage: handler,
    customSmsSender: handler,
    defineAuthChallenge: handler,
    postAuthentication: handler,
    postConfirmation: handler,
    preAuthentication: handler,
    preSignUp: handler,
    preTokenGeneration: handler,
    userMigration: handler,
    verifyAuthChallengeResponse: handler,
  };
}

/** Pages, sign-in and an API at domains of their own, and every access that a route may have. */
function webStack(): Stack {
  // What deploys pages is left out: it lasts for nothing, and its code is aws-cdk-lib's own.
  const app = new App({ context: { 'secured-api:local': true } });
  const stack = newStack({ app, id: 'Web', env: { region: REGION } });
  const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: 'Z0000000000000',
    zoneName: 'example.com',
  });
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    guests: true,
    groups: [{ name: 'editor' }],
    hostedLogin: {
      customDomain: { domainName: 'login.example.com', hostedZone },
      callbackUrls: ['https://www.example.com/'],
      logoutUrls: ['https://www.example.com/'],
    },
  });
  const handler = inlineHandler(stack);
  const open = inlineHandler(stack, 'Open');
  const api = new SecuredApi(stack, 'Api', {
    auth,
    stageName: 'live',
    domain: { domainName: 'api.example.com', hostedZone, basePath: 'v1' },
    routes: {
      'GET /private': { handler },
      'GET /items/{id}': { handler, access: RouteAccess.group('editor') },
      'PUT /users/{id}': { handler, access: RouteAccess.owner('id') },
      'GET /token': { handler, access: RouteAccess.jwt() },
      'POST /visits': { handler, access: RouteAccess.guests() },
      'ANY /any/{path+}': { handler, access: RouteAccess.grantees() },
      'POST /hooks': {
        handler: open,
        access: RouteAccess.lambdaAuthorizer(inlineHandler(stack, 'Guard')),
      },
      'GET /public': { handler: open, access: RouteAccess.anyone() },
    },
  });
  new ReactSite(stack, 'Site', {
    path: __dirname,
    apis: [api],
    domain: { domainName: 'www.example.com', hostedZone },
  });
  return stack;
}

/** The stacks that an upgrade is tried on. */
export const STACKS: Readonly<Record<string, () => Stack>> = {
  auth: authStack,
  least: leastStack,
  web: webStack,
};

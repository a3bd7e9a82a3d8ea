import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import {
  type CognitoAuthProps,
  type HostedLogin,
  type ResourceServer,
  RouteAccess,
  SecuredApi,
} from '../src';
import { inlineHandler, newAuth, newStack, onlyProperties } from './fixtures';

const ITEMS: ResourceServer = {
  identifier: 'https://items.example.com',
  scopes: [{ scopeName: 'read', scopeDescription: 'Read items' }],
};
const READ = 'https://items.example.com/read';
const LOGIN: HostedLogin = {
  domainPrefix: 'items',
  callbackUrls: ['https://www.example.com/'],
  logoutUrls: ['https://www.example.com/'],
};

function apiWith(props: Partial<CognitoAuthProps>, scope: string) {
  const stack = newStack();
  const auth = newAuth(stack, props);
  const access = RouteAccess.jwt({ scopes: [scope] });
  const routes = { 'GET /items': { handler: inlineHandler(stack), access } };
  new SecuredApi(stack, 'Api', { auth, routes });
  return stack;
}

describe('a resource server', () => {
  test('has its scopes, and a name that Cognito takes', () => {
    const stack = newStack();

    newAuth(stack, { resourceServers: [ITEMS] });

    expect(onlyProperties(stack, 'AWS::Cognito::UserPoolResourceServer')).toEqual({
      Identifier: 'https://items.example.com',
      Name: 'https---items.example.com',
      Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read items' }],
      UserPoolId: { Ref: expect.stringMatching(/^AuthUsersPool/) },
    });
  });

  test('may be called otherwise', () => {
    const stack = newStack();

    newAuth(stack, { resourceServers: [{ ...ITEMS, name: 'Items' }] });

    expect(onlyProperties(stack, 'AWS::Cognito::UserPoolResourceServer').Name).toBe('Items');
  });

  test('is there before a client that may ask for its scopes', () => {
    const stack = newStack();

    newAuth(stack, {
      resourceServers: [ITEMS],
      hostedLogin: { ...LOGIN, scopes: ['openid', READ] },
    });

    const clients = Template.fromStack(stack).findResources('AWS::Cognito::UserPoolClient');
    expect(Object.values(clients)).toEqual([
      expect.objectContaining({
        DependsOn: [expect.stringMatching(/^AuthResourceServershttpsitemsexamplecom/)],
        Properties: expect.objectContaining({ AllowedOAuthScopes: ['openid', READ] }),
      }),
    ]);
  });

  test('fails for an identifier that stands twice', () => {
    expect(() => newAuth(newStack(), { resourceServers: [ITEMS, ITEMS] })).toThrow(
      "ResourceServerAlreadyDefined: resourceServers holds 'https://items.example.com' twice, give " +
        'one all of its scopes [Stack/Auth]',
    );
  });

  const scope = (scopeName: string) => ({ scopeName, scopeDescription: 'Items' });

  test.each([
    ['an identifier with a space', { ...ITEMS, identifier: 'my items' }, "identifier 'my items'"],
    ['no scopes', { ...ITEMS, scopes: [] }, "'https://items.example.com' has 0 scopes: give"],
    [
      'a scope with a slash',
      { ...ITEMS, scopes: [scope('a/b')] },
      "has 1 scopes, 'a/b' among them",
    ],
    [
      'a scope that stands twice',
      { ...ITEMS, scopes: [scope('a'), scope('a')] },
      "has 2 scopes, 'a' among them",
    ],
    [
      'more scopes than Cognito takes',
      { ...ITEMS, scopes: Array.from({ length: 101 }, (_, index) => scope(`${index}`)) },
      'has 101 scopes: give',
    ],
  ])('fails for %s', (_, server, message) => {
    const create = () => newAuth(newStack(), { resourceServers: [server] });

    expect(create).toThrow(message);
    expect(create).toThrow(/^ResourceServerMalformed: /);
  });
});

describe('a JWT route', () => {
  test('asks for a scope that the hosted pages issue', () => {
    const stack = apiWith(
      { resourceServers: [ITEMS], hostedLogin: { ...LOGIN, scopes: ['openid', READ] } },
      READ,
    );

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Route').AuthorizationScopes).toEqual([READ]);
  });

  test('asks for the scope of a sign-in without pages, whatever these may issue', () => {
    const scope = 'aws.cognito.signin.user.admin';

    const stack = apiWith({ hostedLogin: { ...LOGIN, scopes: ['openid'] } }, scope);

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Route').AuthorizationScopes).toEqual([scope]);
  });

  test.each([
    ['there are no pages', { resourceServers: [ITEMS] }],
    ['no client may ask for it', { resourceServers: [ITEMS], hostedLogin: LOGIN }],
  ])('fails for a scope of a resource server where %s', (_, props) => {
    expect(() => apiWith(props, READ)).toThrow(
      `ScopeNotIssued: route 'GET /items' asks for the scope '${READ}', which no sign-in flow`,
    );
  });
});

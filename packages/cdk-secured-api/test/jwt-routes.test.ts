import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { type JwtAccessOptions, RouteAccess, SecuredApi } from '../src';
import { inlineHandler, invokePatterns, newAuth, newStack, onlyProperties } from './fixtures';

const ISSUED = 'aws.cognito.signin.user.admin';

function jwtApi(options?: JwtAccessOptions, ...keys: string[]) {
  const stack = newStack();
  const route = { handler: inlineHandler(stack), access: RouteAccess.jwt(options) };
  const routes = Object.fromEntries(['GET /token', ...keys].map((key) => [key, route]));
  new SecuredApi(stack, 'Api', { auth: newAuth(stack), routes });
  return stack;
}

describe('a JWT route', () => {
  test('takes tokens of the pool and the client of its auth', () => {
    const stack = jwtApi();

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Authorizer')).toEqual({
      ApiId: { Ref: expect.stringMatching(/^Api/) },
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: [{ Ref: expect.stringMatching(/^AuthUsersPoolClient/) }],
        Issuer: {
          'Fn::Join': [
            '',
            [
              'https://',
              { 'Fn::GetAtt': [expect.stringMatching(/^AuthUsersPool/), 'ProviderName'] },
            ],
          ],
        },
      },
      Name: 'user-pool',
    });
    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Route')).toMatchObject({
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: expect.stringMatching(/^ApiAuthorizersTokenAuthorizer/) },
      RouteKey: 'GET /token',
    });
  });

  test('shares its authorizer and is granted to no role', () => {
    const stack = jwtApi({}, 'PUT /token');

    Template.fromStack(stack).resourceCountIs('AWS::ApiGatewayV2::Authorizer', 1);
    expect(invokePatterns(stack)).toEqual({});
  });

  test('asks for one of its scopes', () => {
    const route = onlyProperties(jwtApi({ scopes: [ISSUED] }), 'AWS::ApiGatewayV2::Route');

    expect(route.AuthorizationScopes).toEqual([ISSUED]);
  });

  test('asks for no scope unless there is one', () => {
    const route = onlyProperties(jwtApi({ scopes: [] }), 'AWS::ApiGatewayV2::Route');

    expect(route).not.toHaveProperty('AuthorizationScopes');
  });

  test('of ANY leaves preflights to the gateway', () => {
    const routes = Template.fromStack(jwtApi({}, 'ANY /any')).findResources(
      'AWS::ApiGatewayV2::Route',
    );

    const keys = Object.values(routes).map(({ Properties }) => Properties.RouteKey);
    expect(keys).toHaveLength(7);
    expect(keys).not.toContain('ANY /any');
  });

  test('takes the auth of another stack', () => {
    const app = new App();
    const auth = newAuth(newStack({ app, id: 'Users' }));
    const stack = newStack({ app, id: 'Apis' });

    new SecuredApi(stack, 'Api', {
      auth,
      routes: { 'GET /token': { handler: inlineHandler(stack), access: RouteAccess.jwt() } },
    });

    expect(() => app.synth()).not.toThrow();
  });

  test('fails for a scope that no flow issues', () => {
    expect(() => jwtApi({ scopes: [ISSUED, 'items/read'] })).toThrow(
      "ScopeNotIssued: route 'GET /token' asks for the scope 'items/read', which no sign-in flow of " +
        `the auth issues: use '${ISSUED}', add it to hostedLogin.scopes of the auth or leave scopes ` +
        'out [Stack/Api]',
    );
  });

  test('fails without an auth', () => {
    const stack = newStack();
    const route = { handler: inlineHandler(stack), access: RouteAccess.jwt() };

    expect(() => new SecuredApi(stack, 'Api', { routes: { 'GET /token': route } })).toThrow(
      /^AuthMissing/,
    );
  });
});

import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { type LambdaAuthorizerOptions, RouteAccess, RouteHandler, SecuredApi } from '../src';
import { inlineHandler, newAuth, newStack, onlyProperties } from './fixtures';

/** A stack whose API asks a function for its routes. */
function guardedBy(options?: LambdaAuthorizerOptions, ...keys: string[]) {
  const stack = newStack();
  const access = RouteAccess.lambdaAuthorizer(inlineHandler(stack, 'Guard'), options);
  const handler = inlineHandler(stack);
  const routes = Object.fromEntries(['GET /x', ...keys].map((key) => [key, { handler, access }]));
  const api = new SecuredApi(stack, 'Api', { routes });
  return { stack, api, access, handler };
}

describe('a route with a Lambda authorizer', () => {
  test('asks the function with the request and takes a plain yes or no', () => {
    const { stack } = guardedBy();

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Authorizer')).toEqual({
      ApiId: { Ref: expect.stringMatching(/^Api/) },
      AuthorizerPayloadFormatVersion: '2.0',
      AuthorizerResultTtlInSeconds: 0,
      AuthorizerType: 'REQUEST',
      AuthorizerUri: {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':apigateway:',
            { Ref: 'AWS::Region' },
            ':lambda:path/2015-03-31/functions/',
            { 'Fn::GetAtt': [expect.stringMatching(/^Guard/), 'Arn'] },
            '/invocations',
          ],
        ],
      },
      EnableSimpleResponses: true,
      IdentitySource: ['$request.header.Authorization'],
      Name: 'Lambda1',
    });
    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Route')).toMatchObject({
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: expect.stringMatching(/^ApiAuthorizersLambda1/) },
    });
  });

  test('lets API Gateway call the function as this authorizer alone', () => {
    const { stack } = guardedBy();

    const permissions = Object.values(
      Template.fromStack(stack).findResources('AWS::Lambda::Permission'),
    ).filter(({ Properties }) => /^Guard/.test(Properties.FunctionName['Fn::GetAtt'][0]));

    expect(permissions).toHaveLength(1);
    const parts = permissions[0]?.Properties.SourceArn['Fn::Join'][1];
    expect(parts.slice(-4)).toEqual([
      ':',
      { Ref: expect.stringMatching(/^Api/) },
      '/authorizers/',
      { Ref: expect.stringMatching(/^ApiAuthorizersLambda1/) },
    ]);
  });

  test('shares the authorizer with every route of the same access, later ones too', () => {
    const { stack, api, access, handler } = guardedBy({}, 'PUT /x');

    api.addRoutes({ 'DELETE /x': { handler, access } });

    Template.fromStack(stack).resourceCountIs('AWS::ApiGatewayV2::Authorizer', 1);
  });

  test('needs no auth and is granted to no role', () => {
    const { stack } = guardedBy();

    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('of ANY leaves preflights to the gateway', () => {
    const { stack } = guardedBy({}, 'ANY /any');

    const keys = Object.values(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Route'))
      .map(({ Properties }) => Properties.RouteKey)
      .filter((key) => key.endsWith(' /any'));

    expect(keys).toHaveLength(6);
    expect(keys).not.toContain('OPTIONS /any');
  });

  test('keeps no answer, unless for a route and a caller each', () => {
    const { stack } = guardedBy({ resultsCacheTtl: Duration.minutes(5) });

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject({
      AuthorizerResultTtlInSeconds: 300,
      IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
    });
  });

  test('asks for every request where it has no identity source', () => {
    const { stack } = guardedBy({ identitySources: [] });

    const properties = onlyProperties(stack, 'AWS::ApiGatewayV2::Authorizer');

    expect(properties.IdentitySource ?? []).toEqual([]);
  });

  test('stands beside JWT and IAM routes', () => {
    const { stack, access, handler } = guardedBy();
    new SecuredApi(stack, 'Mixed', {
      auth: newAuth(stack),
      routes: {
        'GET /custom': { handler, access },
        'GET /iam': { handler },
        'GET /jwt': { handler, access: RouteAccess.jwt() },
      },
    });

    const types = Object.values(
      Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Route'),
    ).map(({ Properties }) => Properties.AuthorizationType);

    expect(types.sort()).toEqual(['AWS_IAM', 'CUSTOM', 'CUSTOM', 'JWT']);
  });
});

describe('a Lambda authorizer fails', () => {
  test.each<[string, LambdaAuthorizerOptions]>([
    [
      "IdentitySourceMalformed: identitySources holds 'Authorization', write",
      { identitySources: ['Authorization'] },
    ],
    [
      'AuthorizerCacheTooLong: resultsCacheTtl is 7200 s, API Gateway takes 0 to 3600 s',
      { resultsCacheTtl: Duration.hours(2) },
    ],
    [
      'AuthorizerCacheWithoutSource: resultsCacheTtl would keep one answer for all callers',
      { identitySources: [], resultsCacheTtl: Duration.minutes(1) },
    ],
  ])('with %s', (message, options) => {
    expect(() => guardedBy(options)).toThrow(message);
  });

  test('for a URL', () => {
    const access = RouteAccess.lambdaAuthorizer(RouteHandler.fromUrl('https://example.com'));
    const stack = newStack();
    const routes = { 'GET /x': { handler: inlineHandler(stack), access } };

    expect(() => new SecuredApi(stack, 'Api', { routes })).toThrow(
      'AuthorizerNotFunction: a Lambda authorizer is a function, use RouteHandler.fromEntry or ' +
        'fromFunction [Stack/Api/Authorizers/Lambda1]',
    );
  });

  test('for a timeout that API Gateway does not wait for', () => {
    const stack = newStack();
    const slow = new LambdaFunction(stack, 'Slow', {
      code: Code.fromInline('exports.handler = async () => ({})'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(11),
    });
    const access = RouteAccess.lambdaAuthorizer(RouteHandler.fromFunction(slow));
    const routes = { 'GET /x': { handler: inlineHandler(stack), access } };

    expect(() => new SecuredApi(stack, 'Api', { routes })).toThrow(
      /^TimeoutTooLong: timeout of 11 s is never reached, API Gateway gives an authorizer up after 10 s/,
    );
  });

  test('beyond the ten that an API may have', () => {
    const stack = newStack();
    const handler = inlineHandler(stack);
    const routes = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => {
        const access = RouteAccess.lambdaAuthorizer(inlineHandler(stack, `Guard${index}`));
        return [`GET /x${index}`, { handler, access }];
      }),
    );

    expect(() => new SecuredApi(stack, 'Api', { routes })).toThrow(
      'TooManyAuthorizers: the API would have 11 authorizers, AWS takes 10: let routes share one ' +
        'RouteAccess',
    );
  });
});

import { Fn } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { RouteAccess, RouteHandler, SecuredApi } from '../src';
import { invokePatterns, newAuth, newStack, onlyProperties } from './fixtures';

function proxyApi(target: string, key = 'GET /prices/{id}', access?: RouteAccess) {
  const stack = newStack();
  const route = { handler: RouteHandler.fromUrl(target), access };
  const api = new SecuredApi(stack, 'Api', { auth: newAuth(stack), routes: { [key]: route } });
  return { api, stack };
}

describe('a route to a web server', () => {
  test('hands the request on, and IAM guards it as any other', () => {
    const { api, stack } = proxyApi('https://example.com/prices/{id}');

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Integration')).toEqual({
      ApiId: { Ref: expect.stringMatching(/^Api/) },
      IntegrationMethod: 'ANY',
      IntegrationType: 'HTTP_PROXY',
      IntegrationUri: 'https://example.com/prices/{id}',
      PayloadFormatVersion: '1.0',
    });
    expect(invokePatterns(stack)).toEqual({ Authenticated: ['GET/prices/*'] });
    expect(api.route('GET /prices/{id}').handler).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Permission', 0);
  });

  test('takes a greedy variable, and a URL that is known at deploy', () => {
    const greedy = () => proxyApi('https://example.com/{path}', 'GET /{path+}');
    const token = () => proxyApi(Fn.importValue('Target'));

    expect(greedy).not.toThrow();
    expect(token).not.toThrow();
  });

  test('has one integration for routes of one URL', () => {
    const { api, stack } = proxyApi('https://example.com/');

    api.addRoutes({ 'PUT /prices': { handler: RouteHandler.fromUrl('https://example.com/') } });

    Template.fromStack(stack).resourceCountIs('AWS::ApiGatewayV2::Integration', 1);
  });

  test('fails beside an open route that is greedy and has the same target', () => {
    const { api, stack } = proxyApi('https://example.com/', 'GET /private');
    const handler = RouteHandler.fromUrl('https://example.com/');

    api.addRoutes({ $default: { handler, access: RouteAccess.anyone() } });

    expect(() => Template.fromStack(stack)).toThrow('OpenRouteRunsGuarded');
  });

  test.each(['http://example.com/', 'example.com', 'https://', 'https://example.com/#a'])(
    'fails for %j, which is no https URL',
    (target) => {
      expect(() => proxyApi(target)).toThrow(
        `TargetMalformed: route 'GET /prices/{id}' is handed to '${target}', which is no https URL ` +
          "of a host and a path: write one such as 'https://example.com/{id}'",
      );
    },
  );

  test('fails for a URL with a password, without saying it', () => {
    expect(() => proxyApi('https://me:secret@example.com/')).toThrow("'https://***@example.com/'");
  });

  test('fails for a variable that the route does not have', () => {
    expect(() => proxyApi('https://example.com/{name}')).toThrow(
      "TargetMalformed: route 'GET /prices/{id}' has no variable 'name' for its target " +
        "'https://example.com/{name}': name one of its own",
    );
  });
});

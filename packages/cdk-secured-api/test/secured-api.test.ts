import { App, CfnParameter, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { RouteAccess, RouteHandler, SecuredApi, type SecuredApiProps } from '../src';
import {
  inlineFunction,
  inlineHandler,
  invokePatterns,
  newApi,
  newAuth,
  newStack,
  onlyProperties,
} from './fixtures';

function openApi(props: SecuredApiProps = {}) {
  const stack = newStack();
  const route = { handler: inlineHandler(stack), access: RouteAccess.anyone() };
  const api = new SecuredApi(stack, 'Api', { routes: { 'GET /public': route }, ...props });
  return { stack, api, route };
}

const routesOf = (stack: Stack) =>
  Object.values(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Route'))
    .map(({ Properties }) => `${Properties.AuthorizationType} ${Properties.RouteKey}`)
    .sort();

const sourcesOf = (stack: Stack) =>
  Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Permission'))
    .map(({ Properties }) => String(Properties.SourceArn['Fn::Join'][1].at(-1)))
    .sort();

/** A statement of a function's policy as AWS keeps it, with the longest names that it takes. */
function renderedStatement(source: string): string {
  const prefix = 'arn:aws-us-gov';
  const where = 'us-gov-west-1:111122223333';
  return JSON.stringify({
    Sid: 's'.repeat(100),
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: `${prefix}:lambda:${where}:function:${'f'.repeat(64)}`,
    Condition: {
      ArnLike: { 'AWS:SourceArn': `${prefix}:execute-api:${where}:abcdefghij${source}` },
    },
  });
}

describe('a route', () => {
  test('is guarded by IAM unless it says otherwise', () => {
    const stack = newStack();
    const handler = inlineHandler(stack);

    new SecuredApi(stack, 'Api', {
      auth: newAuth(stack),
      routes: {
        'GET /private': { handler },
        'GET /public': { handler, access: RouteAccess.anyone() },
      },
    });

    expect(routesOf(stack)).toEqual(['AWS_IAM GET /private', 'NONE GET /public']);
  });

  test('has a canonical key, however it was written', () => {
    const { api, route, stack } = openApi();

    const [added] = api.addRoutes({ ' post   /items/{id} ': route });

    expect(added?.routeKey).toBe('POST /items/{id}');
    expect(api.route('Post /items/{id}')).toBe(added);
    expect(routesOf(stack)).toContain('NONE POST /items/{id}');
  });

  test('of ANY with IAM becomes the verbs that no other route takes', () => {
    const stack = newStack();
    const handler = inlineHandler(stack);

    new SecuredApi(stack, 'Api', {
      auth: newAuth(stack),
      routes: {
        'ANY /items': { handler },
        'GET /items': { handler, access: RouteAccess.anyone() },
      },
    });

    expect(routesOf(stack)).toEqual([
      'AWS_IAM DELETE /items',
      'AWS_IAM HEAD /items',
      'AWS_IAM PATCH /items',
      'AWS_IAM POST /items',
      'AWS_IAM PUT /items',
      'NONE GET /items',
    ]);
  });

  test('of ANY or $default that is open stays as it is', () => {
    const { api, route, stack } = openApi();

    api.addRoutes({ $default: route, 'ANY /items': route });

    expect(routesOf(stack)).toEqual(['NONE $default', 'NONE ANY /items', 'NONE GET /public']);
  });

  test('makes the same template in whatever order it is written', () => {
    const templates = [
      ['GET /a', 'GET /b'],
      ['GET /b', 'GET /a'],
    ].map(([first = '', second = '']) => {
      const { api, route, stack } = openApi();
      api.addRoutes({ [first]: route, [second]: route });
      return JSON.stringify(Template.fromStack(stack).toJSON());
    });

    expect(templates[0]).toBe(templates[1]);
  });

  test('hands its function on, for a grant', () => {
    const stack = newStack();
    const fn = inlineFunction(stack);
    const api = new SecuredApi(stack, 'Api', {
      routes: {
        'GET /a': { handler: RouteHandler.fromFunction(fn), access: RouteAccess.anyone() },
      },
    });

    expect(api.route('GET /a').handler).toBe(fn);
  });

  test.each([
    ['GET /public', "route 'GET /public' is already defined, use another path or method"],
    ['get  /public', "route 'GET /public' is already defined, use another path or method"],
  ])('fails where %j is defined already', (key, message) => {
    const { api, route } = openApi();

    expect(() => api.addRoutes({ [key]: route })).toThrow(
      `RouteAlreadyDefined: ${message} [Stack/Api]`,
    );
  });

  test('fails where ANY took its verb before', () => {
    const stack = newStack();
    const handler = inlineHandler(stack);
    const api = newApi(stack, newAuth(stack));
    api.addRoutes({ 'ANY /items': { handler } });

    expect(() => api.addRoutes({ 'GET /items': { handler } })).toThrow(
      "RouteAlreadyDefined: route 'GET /items' is already defined by 'ANY /items'",
    );
  });

  test('fails for users of an API without an auth', () => {
    const { api, route } = openApi();

    expect(() => api.addRoutes({ 'GET /private': { handler: route.handler } })).toThrow(
      "AuthMissing: route 'GET /private' is for users of an auth, give the API one or set " +
        'access: RouteAccess.anyone() [Stack/Api]',
    );
  });

  test('fails where it is asked for and not defined', () => {
    expect(() => openApi().api.route('GET /nothing')).toThrow(
      "RouteNotFound: route 'GET /nothing' is not defined (routes: 'GET /public') [Stack/Api]",
    );
  });

  test('fails beyond the 300 that AWS takes', () => {
    const { api, route } = openApi();
    const routes = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`GET /r${i}`, route]));

    expect(() => api.addRoutes(routes)).toThrow(
      /^TooManyRoutes: route 'GET \/r\d+' would make 301/,
    );
  });
});

describe('a Lambda permission', () => {
  test('names the method and the template of its route', () => {
    const { api, route, stack } = openApi();

    api.addRoutes({ 'GET /users/{id}/orders': route });

    expect(sourcesOf(stack)).toEqual(['/*/GET/public', '/*/GET/users/{id}/orders']);
  });

  test('covers the API once a function has more routes than its policy can hold', () => {
    const { api, route, stack } = openApi();

    api.addRoutes(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`GET /r${i}`, route])));

    expect(sourcesOf(stack)).toHaveLength(34);
    expect(sourcesOf(stack)).toContain('/*/*');
  });

  test.each([
    ['300 routes', 300, 1, ''],
    ['300 long routes', 300, 1, '/with/{a}/rather/{long}/path'.repeat(10)],
    ['300 routes of three APIs', 100, 3, ''],
  ])('for %s fits into the 20 KB of a policy', (_, length, count, tail) => {
    const stack = newStack();
    const handler = inlineHandler(stack);
    const routes = Object.fromEntries(
      Array.from({ length }, (__, i) => [
        `GET /r${i}${tail.replaceAll(/[{]\w+/g, (name, at) => `${name}${at}`)}`,
        { handler, access: RouteAccess.anyone() },
      ]),
    );

    for (let api = 0; api < count; api += 1) new SecuredApi(stack, `Api${api}`, { routes });

    const permitted = sourcesOf(stack);
    expect(permitted.filter((source) => source === '/*/*')).toHaveLength(count);
    expect(permitted.map(renderedStatement).join(',').length).toBeLessThan(20_480 - 2_000);
  });

  test('and integration of a function are made once, whatever handler it comes in', () => {
    const stack = newStack();
    const fn = inlineFunction(stack);
    const access = RouteAccess.anyone();

    new SecuredApi(stack, 'Api', {
      routes: {
        'GET /a': { handler: RouteHandler.fromFunction(fn), access },
        'GET /b': { handler: RouteHandler.fromFunction(fn), access },
      },
    });

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Integration')).toEqual({
      ApiId: { Ref: expect.stringMatching(/^Api/) },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [expect.stringMatching(/^Fn/), 'Arn'] },
      PayloadFormatVersion: '2.0',
    });
  });

  test('for a function of another stack stands in the stack of the API', () => {
    const app = new App();
    const functions = newStack({ app, id: 'Functions' });
    const stack = newStack({ app, id: 'Apis' });
    const access = RouteAccess.anyone();

    new SecuredApi(stack, 'Api', {
      routes: { 'GET /a': { handler: inlineHandler(functions), access } },
    });

    expect(sourcesOf(stack)).toEqual(['/*/GET/a']);
    expect(sourcesOf(functions)).toEqual([]);
    expect(functions.dependencies).toEqual([]);
  });

  test('for an imported function of this account is made as well', () => {
    const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:elsewhere';
    const fn = LambdaFunction.fromFunctionArn(stack, 'Imported', arn);

    new SecuredApi(stack, 'Api', {
      routes: {
        'GET /a': { handler: RouteHandler.fromFunction(fn), access: RouteAccess.anyone() },
      },
    });

    expect(onlyProperties(stack, 'AWS::Lambda::Permission').FunctionName).toBe(arn);
  });
});

describe('the stage', () => {
  test('is throttled and logs neither header nor query nor body', () => {
    const { stack } = openApi();

    const { AccessLogSettings, ApiId, ...rest } = onlyProperties(stack, 'AWS::ApiGatewayV2::Stage');
    expect(rest).toEqual({
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingBurstLimit: 1000, ThrottlingRateLimit: 500 },
      StageName: '$default',
    });
    const logged = Object.values(JSON.parse(AccessLogSettings.Format)).join();
    expect(logged).toContain('$context.requestId');
    expect(logged).not.toMatch(/path|query|header|body|userAgent/i);
  });

  test('keeps its logs a month, and after the stack unless DESTROY', () => {
    const logsOf = (stack: Stack) =>
      Object.values(Template.fromStack(stack).findResources('AWS::Logs::LogGroup')).map(
        ({ DeletionPolicy, Properties }) => [DeletionPolicy, Properties.RetentionInDays],
      );

    expect(logsOf(openApi().stack)).toEqual([['Retain', 30]]);
    expect(logsOf(openApi({ removalPolicy: RemovalPolicy.DESTROY }).stack)).toEqual([
      ['Delete', 30],
    ]);
  });

  test('takes another throttle', () => {
    const { stack } = openApi({ throttle: { rateLimit: 5, burstLimit: 10 } });

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Stage').DefaultRouteSettings).toEqual({
      ThrottlingBurstLimit: 10,
      ThrottlingRateLimit: 5,
    });
  });

  test.each([
    ['burstLimit', { rateLimit: 5 }],
    ['rateLimit', { burstLimit: 5 }],
    ['rateLimit and burstLimit', {}],
  ])('fails for a throttle without %s', (missing, throttle) => {
    expect(() => openApi({ throttle })).toThrow(
      `ThrottleIncomplete: throttle lacks ${missing}, set rateLimit and burstLimit [Stack/Api]`,
    );
  });

  test.each([
    { rateLimit: -1, burstLimit: 1 },
    { rateLimit: 1, burstLimit: -1 },
    { rateLimit: 1, burstLimit: 0.5 },
  ])('fails for a throttle of %j, which is no limit', (throttle) => {
    const stack = newStack();

    expect(() => new SecuredApi(stack, 'Api', { throttle })).toThrow(
      `ThrottleMalformed: throttle has rateLimit ${throttle.rateLimit} and burstLimit ` +
        `${throttle.burstLimit}, use numbers from 0 on, and a whole one for the burst [Stack/Api]`,
    );
  });

  test('has another name, which ends the URL and stands in every invoke ARN', () => {
    const stack = newStack();
    const auth = newAuth(stack);

    const api = new SecuredApi(stack, 'Api', {
      auth,
      stageName: 'v1',
      routes: { 'GET /a': { handler: inlineHandler(stack) } },
    });

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Stage').StageName).toBe('v1');
    expect(stack.resolve(api.url)['Fn::Join'][1].at(-1)).toBe('/v1');
    expect(invokePatterns(stack)).toEqual({ Authenticated: ['/v1/GET/a'] });
  });

  test.each(['$prod', 'a/b', '', 'x'.repeat(129)])('fails for the name %j', (stageName) => {
    expect(() => openApi({ stageName })).toThrow(
      `StageNameMalformed: stageName is '${stageName}', use up to 128 letters, digits, hyphens ` +
        'and underscores, or leave it out [Stack/Api]',
    );
  });

  test('fails for a removal policy that logs do not have', () => {
    expect(() => openApi({ removalPolicy: RemovalPolicy.SNAPSHOT })).toThrow(
      /^RemovalPolicyUnsupported/,
    );
  });
});

describe('the throttle of a route', () => {
  test('is of its own, and the stage waits for the route', () => {
    const { api, route, stack } = openApi();

    api.addRoutes({ 'POST /mail': { ...route, throttle: { rateLimit: 1, burstLimit: 2 } } });

    const [resource] = Object.values(
      Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Stage'),
    );
    expect(resource?.Properties.RouteSettings).toEqual({
      'POST /mail': { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 1 },
    });
    expect(resource?.DependsOn).toEqual([expect.stringMatching(/^ApiRoutesRoutePOSTmail/)]);
  });

  test('of ANY with IAM is that of each method', () => {
    const stack = newStack();
    const api = newApi(stack, newAuth(stack));
    const throttle = { rateLimit: 1, burstLimit: 2 };

    api.addRoutes({ 'ANY /items': { handler: inlineHandler(stack), throttle } });

    const { RouteSettings } = onlyProperties(stack, 'AWS::ApiGatewayV2::Stage');
    expect(Object.keys(RouteSettings)).toHaveLength(6);
  });

  test('fails for one of rate and burst', () => {
    const { api, route } = openApi();

    expect(() => api.addRoutes({ 'POST /mail': { ...route, throttle: { rateLimit: 1 } } })).toThrow(
      /^ThrottleIncomplete: throttle lacks burstLimit/,
    );
  });
});

describe('CORS', () => {
  const corsOf = (stack: Stack) =>
    onlyProperties(stack, 'AWS::ApiGatewayV2::Api').CorsConfiguration;

  test('is off unless an origin is named', () => {
    expect(corsOf(openApi().stack)).toBeUndefined();
  });

  test('lets signed requests of named origins in, and their clock be repaired', () => {
    const { stack } = openApi({ origins: ['https://www.example.com'] });

    expect(corsOf(stack)).toEqual({
      AllowOrigins: ['https://www.example.com'],
      AllowMethods: ['*'],
      AllowHeaders: [
        'authorization',
        'content-type',
        'x-amz-content-sha256',
        'x-amz-date',
        'x-amz-security-token',
      ],
      ExposeHeaders: ['apigw-requestid', 'date', 'x-amzn-errortype', 'x-amzn-requestid'],
      MaxAge: 3600,
    });
  });

  test('takes the devOrigins of the auth beside its own origins', () => {
    const stack = newStack();
    const auth = newAuth(stack, { devOrigins: ['http://localhost:5173'] });

    new SecuredApi(stack, 'Api', { auth, origins: ['https://www.example.com'] });

    expect(corsOf(stack).AllowOrigins).toEqual([
      'https://www.example.com',
      'http://localhost:5173',
    ]);
  });

  test('takes devOrigins of its own instead', () => {
    const stack = newStack();
    const auth = newAuth(stack, { devOrigins: ['http://localhost:5173'] });

    new SecuredApi(stack, 'Api', { auth, devOrigins: [] });

    expect(corsOf(stack)).toBeUndefined();
  });

  test.each([
    ['the context', { context: { stage: 'prod' } }, {}],
    ['stageName', {}, { stageName: 'prod' }],
  ])('fails for devOrigins where %s is prod', (_, app, props) => {
    const stack = newStack({ app: new App(app) });

    expect(
      () => new SecuredApi(stack, 'Api', { devOrigins: ['http://localhost:1'], ...props }),
    ).toThrow(/^DevOriginsInProd: .* \[Stack\/Api\]$/);
  });

  test('lets a preflight be reused for another while', () => {
    const props = { origins: ['https://www.example.com'], corsMaxAge: Duration.minutes(5) };

    expect(corsOf(openApi(props).stack).MaxAge).toBe(300);
  });

  test('fails for a preflight that is reused longer than AWS takes', () => {
    expect(() => openApi({ corsMaxAge: Duration.days(2) })).toThrow(
      'CorsMaxAgeTooLong: corsMaxAge is 172800 s, API Gateway takes up to 86400 s, a day',
    );
  });

  test('takes an origin of its own stack that is known at deploy only', () => {
    const stack = newStack();
    const origin = `https://${new CfnParameter(stack, 'Host').valueAsString}`;

    new SecuredApi(stack, 'Api', { origins: [origin] });

    expect(corsOf(stack).AllowOrigins).toEqual([
      { 'Fn::Join': ['', ['https://', { Ref: 'Host' }]] },
    ]);
  });

  test('fails for such an origin of another stack', () => {
    const app = new App();
    const host = new CfnParameter(newStack({ app, id: 'Site' }), 'Host');

    expect(
      () =>
        new SecuredApi(newStack({ app }), 'Api', { origins: [`https://${host.valueAsString}`] }),
    ).toThrow(
      "OriginOfAnotherStack: origins holds a value of 'Site/Host', which is of another stack: write " +
        "it out, such as 'https://www.example.com' [Stack/Api]",
    );
  });

  test('fails for any origin at all', () => {
    expect(() => openApi({ origins: ['*'] })).toThrow("OriginMalformed: origins holds '*'");
  });
});

test('the URL is the endpoint that the API itself names', () => {
  const { api, stack } = openApi();

  expect(stack.resolve(api.url)).toEqual({
    'Fn::GetAtt': [expect.stringMatching(/^Api/), 'ApiEndpoint'],
  });
});

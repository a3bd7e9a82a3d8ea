import { describe, expect, test } from 'vitest';
import { ApiRegistry } from '../../src/http-api/api-registry';
import { apiGatewayV2Api } from '../../src/resources/api-gateway-v2-api';
import { apiGatewayV2ApiMapping } from '../../src/resources/api-gateway-v2-api-mapping';
import { apiGatewayV2Authorizer } from '../../src/resources/api-gateway-v2-authorizer';
import { apiGatewayV2Integration } from '../../src/resources/api-gateway-v2-integration';
import { apiGatewayV2Route } from '../../src/resources/api-gateway-v2-route';
import { apiGatewayV2Stage } from '../../src/resources/api-gateway-v2-stage';
import type { ResourceProvider } from '../../src/resources/provider';
import { createMemoryStore } from '../../src/state/memory-store';
import { createRandom } from '../../src/support/random';
import { ENVIRONMENT } from '../environment';

const REQUEST = {
  AuthorizerType: 'REQUEST',
  AuthorizerPayloadFormatVersion: '2.0',
  AuthorizerUri:
    'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:f/invocations',
  IdentitySource: [],
  JwtConfiguration: undefined,
};
const PROXY = {
  IntegrationType: 'HTTP_PROXY',
  IntegrationMethod: 'ANY',
  IntegrationUri: 'https://site.example/',
  PayloadFormatVersion: '1.0',
};
const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:f';

function createFixture() {
  const apis = new ApiRegistry();
  const foundation = {
    environment: ENVIRONMENT,
    random: createRandom(),
    store: createMemoryStore(),
  };
  const make = (provider: ResourceProvider, logicalId: string, properties: object) =>
    provider.provision({
      stackName: 'stack',
      logicalId,
      type: provider.type,
      properties: { ...properties },
      metadata: {},
    });
  const api = (properties: object = {}) =>
    make(apiGatewayV2Api(apis, foundation), 'Api', { ProtocolType: 'HTTP', ...properties });
  const ApiId = api().ref;
  const registered = apis.find(ApiId);
  return {
    api,
    apis,
    ApiId,
    registered,
    stage: (properties: object) =>
      make(apiGatewayV2Stage(apis), 'Stage', {
        ...{ ApiId, StageName: '$default', AutoDeploy: true },
        ...properties,
      }),
    mapping: (properties: object = {}) =>
      make(apiGatewayV2ApiMapping(apis), 'Mapping', {
        ...{ ApiId, DomainName: 'api.example.com', Stage: '$default' },
        ...properties,
      }),
    integration: (properties: object = {}) =>
      make(apiGatewayV2Integration(apis, foundation), 'Integration', {
        ...{ ApiId, IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' },
        IntegrationUri: FUNCTION,
        ...properties,
      }),
    route: (RouteKey: unknown, properties: object = {}) =>
      make(apiGatewayV2Route(apis), 'Route', {
        ...{ ApiId, RouteKey, Target: 'integrations/abc' },
        ...properties,
      }),
    authorizer: (properties: object = {}) =>
      make(apiGatewayV2Authorizer(apis, foundation), 'Authorizer', {
        ...{ ApiId, AuthorizerType: 'JWT', IdentitySource: ['$request.header.Authorization'] },
        JwtConfiguration: { Issuer: 'https://issuer.example', Audience: ['a'] },
        ...properties,
      }),
  };
}

const invalid = (part: string) =>
  expect.objectContaining({ code: 'InvalidProperty', message: expect.stringContaining(part) });

describe('AWS::ApiGatewayV2::Api', () => {
  test('has an id that a restart keeps, and the endpoint of AWS', () => {
    const { api, ApiId } = createFixture();

    const again = api();

    expect(again.ref).toBe(ApiId);
    expect(again.attributes).toEqual({
      ApiId,
      ApiEndpoint: `https://${ApiId}.execute-api.us-east-1.amazonaws.com`,
    });
  });

  test('reads its CORS', () => {
    const { api, apis, ApiId } = createFixture();

    api({
      CorsConfiguration: { AllowOrigins: ['https://a'], AllowCredentials: 'true', MaxAge: 5 },
    });

    expect(apis.find(ApiId)?.settings.cors).toEqual({
      allowOrigins: ['https://a'],
      allowMethods: [],
      allowHeaders: [],
      exposeHeaders: [],
      allowCredentials: true,
      maxAgeSeconds: 5,
    });
  });

  test.each<[string, object]>([
    ['ProtocolType', { ProtocolType: 'WEBSOCKET' }],
    [
      'CorsConfiguration.AllowOrigins',
      { CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true } },
    ],
    ['CorsConfiguration.MaxAge', { CorsConfiguration: { MaxAge: 'soon' } }],
  ])('fails for %s that AWS refuses', (path, properties) => {
    expect(() => createFixture().api(properties)).toThrow(invalid(path));
  });
});

describe('AWS::ApiGatewayV2::Stage', () => {
  test('reads limits of the stage and of its routes', () => {
    const { stage, registered } = createFixture();

    stage({
      DefaultRouteSettings: { ThrottlingBurstLimit: 10, ThrottlingRateLimit: '5' },
      RouteSettings: {
        'GET /a': { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 1 },
        'GET /b': { DetailedMetricsEnabled: true },
      },
      StageVariables: { colour: 'blue' },
    });

    expect(registered?.stages).toEqual([
      {
        name: '$default',
        throttle: { burst: 10, rate: 5 },
        routeThrottle: new Map([['GET /a', { burst: 1, rate: 1 }]]),
        variables: { colour: 'blue' },
      },
    ]);
  });

  test.each<[string, object]>([
    ['AutoDeploy', { AutoDeploy: false }],
    ['AutoDeploy', { AutoDeploy: undefined }],
    [
      'DefaultRouteSettings.ThrottlingRateLimit',
      { DefaultRouteSettings: { ThrottlingBurstLimit: 1 } },
    ],
    ['ThrottlingBurstLimit', { RouteSettings: { 'GET /a': { ThrottlingRateLimit: 1 } } }],
    ['ApiId', { ApiId: 'nobody' }],
  ])('fails for %s in %j', (path, properties) => {
    expect(() => createFixture().stage(properties)).toThrow(invalid(path));
  });
});

describe('AWS::ApiGatewayV2::ApiMapping', () => {
  test.each([
    [undefined, 'https://api.example.com'],
    ['v1', 'https://api.example.com/v1'],
  ])('with the key %j is a URL of its stage', (ApiMappingKey, url) => {
    const { mapping, registered } = createFixture();

    mapping({ ApiMappingKey });

    expect(registered?.mappings).toEqual([{ url, stage: '$default' }]);
  });

  test('fails for an API of another template', () => {
    expect(() => createFixture().mapping({ ApiId: 'nobody' })).toThrow(invalid('ApiId'));
  });
});

describe('AWS::ApiGatewayV2::Integration', () => {
  test.each([
    FUNCTION,
    `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
  ])('names its function by %s', (IntegrationUri) => {
    const { integration, registered } = createFixture();

    const { ref } = integration({ IntegrationUri, TimeoutInMillis: 50 });

    expect(registered?.integrations.get(ref)).toEqual({
      kind: 'function',
      functionArn: FUNCTION,
      timeoutMs: 50,
    });
  });

  test.each([
    ['ANY', undefined],
    ['POST', 'POST'],
  ])('hands requests to a web server by %s', (IntegrationMethod, method) => {
    const { integration, registered } = createFixture();
    const url = 'https://site.example/items/{id}?all=1';

    const { ref } = integration({ ...PROXY, IntegrationMethod, IntegrationUri: url });

    expect(registered?.integrations.get(ref)).toEqual({
      kind: 'proxy',
      url,
      method,
      timeoutMs: 30_000,
    });
  });

  test.each<[string, object]>([
    ['IntegrationMethod', { IntegrationMethod: 'get' }],
    ['IntegrationMethod', { IntegrationMethod: undefined }],
    ['PayloadFormatVersion', { PayloadFormatVersion: '2.0' }],
    ['IntegrationUri', { IntegrationUri: FUNCTION }],
    ['IntegrationUri', { IntegrationUri: 'https://{host}.example/' }],
    ['IntegrationUri', { IntegrationUri: 'https://user:secret@site.example/' }],
    ['IntegrationUri', { IntegrationUri: 'file:///etc/hosts' }],
  ])('fails to hand requests to a web server for %s in %j', (path, properties) => {
    expect(() => createFixture().integration({ ...PROXY, ...properties })).toThrow(invalid(path));
  });

  test.each<[string, object]>([
    ['IntegrationType', { IntegrationType: 'HTTP' }],
    ['PayloadFormatVersion', { PayloadFormatVersion: '1.0' }],
    ['IntegrationUri', { IntegrationUri: 'https://site.example' }],
    ['TimeoutInMillis', { TimeoutInMillis: 30_001 }],
    ['TimeoutInMillis', { TimeoutInMillis: 49 }],
  ])('fails for %s in %j', (path, properties) => {
    expect(() => createFixture().integration(properties)).toThrow(invalid(path));
  });
});

describe('AWS::ApiGatewayV2::Route', () => {
  test.each<[object, object]>([
    [{}, { kind: 'none' }],
    [{ AuthorizationType: 'NONE' }, { kind: 'none' }],
    [{ AuthorizationType: 'AWS_IAM' }, { kind: 'iam' }],
    [
      { AuthorizationType: 'JWT', AuthorizerId: 'x', AuthorizationScopes: ['a'] },
      { kind: 'jwt', authorizerId: 'x', scopes: ['a'] },
    ],
    [
      { AuthorizationType: 'CUSTOM', AuthorizerId: 'x' },
      { kind: 'lambda', authorizerId: 'x' },
    ],
  ])('%j is guarded by %j', (properties, authorization) => {
    const { route, registered } = createFixture();

    route('GET /a', properties);

    expect(registered?.routes).toEqual([
      { routeKey: 'GET /a', integrationId: 'abc', authorization },
    ]);
  });

  test.each(['$default', 'ANY /', 'GET /a/{b}/{c+}', 'DELETE /a.b-c_d~e', 'PUT /{a.b}'])(
    'takes %s',
    (routeKey) => {
      const { route, registered } = createFixture();

      route(routeKey);

      expect(registered?.routes).toHaveLength(1);
    },
  );

  test.each([
    'GET',
    'get /a',
    'FETCH /a',
    'GET a',
    'GET /a ',
    'GET /a/',
    'GET /{a+}/b',
    'GET /a{b}',
    'GET /{a',
    'GET /{}',
    '$disconnect',
  ])('fails for the key %j', (routeKey) => {
    expect(() => createFixture().route(routeKey)).toThrow(invalid('RouteKey'));
  });

  test.each([
    ['GET /a', 'GET /a'],
    ['GET /{a}', 'GET /{b}'],
    ['ANY /x/{a+}', 'ANY /x/{b+}'],
    ['$default', '$default'],
  ])('fails for %s beside %s: one would never be reached', (first, second) => {
    const { route } = createFixture();
    route(first);

    expect(() => route(second)).toThrow(invalid('RouteKey'));
  });

  test.each([
    ['GET /{a}', 'POST /{a}'],
    ['GET /{a}', 'GET /{a+}'],
    ['GET /a', 'ANY /a'],
  ])('takes %s beside %s', (first, second) => {
    const { route, registered } = createFixture();

    route(first);
    route(second);

    expect(registered?.routes).toHaveLength(2);
  });

  test.each<[string, object]>([
    ['AuthorizationType', { AuthorizationType: 'OTHER' }],
    ['AuthorizerId', { AuthorizationType: 'CUSTOM' }],
    ['AuthorizerId', { AuthorizationType: 'JWT' }],
    ['Target', { Target: 'abc' }],
    ['Target', { Target: undefined }],
  ])('fails for %s in %j', (path, properties) => {
    expect(() => createFixture().route('GET /a', properties)).toThrow(invalid(path));
  });
});

describe('AWS::ApiGatewayV2::Authorizer', () => {
  test('reads issuer, audience and header', () => {
    const { authorizer, registered } = createFixture();

    const { ref } = authorizer();

    expect(registered?.authorizers.get(ref)).toEqual({
      kind: 'jwt',
      issuer: 'https://issuer.example',
      audience: ['a'],
      header: 'authorization',
    });
  });

  test.each<[string, object]>([
    ['AuthorizerType', { AuthorizerType: 'OTHER' }],
    ['JwtConfiguration', { JwtConfiguration: undefined }],
    ['JwtConfiguration.Issuer', { JwtConfiguration: { Audience: ['a'] } }],
    ['IdentitySource', { IdentitySource: ['$request.querystring.token'] }],
    ['IdentitySource', { IdentitySource: [] }],
  ])('fails for %s in %j', (path, properties) => {
    expect(() => createFixture().authorizer(properties)).toThrow(invalid(path));
  });

  test('of type REQUEST asks a function for a policy each time unless it says otherwise', () => {
    const { authorizer, registered } = createFixture();

    const plain = authorizer(REQUEST).ref;

    expect(registered?.authorizers.get(plain)).toEqual({
      kind: 'lambda',
      logicalId: 'Authorizer',
      functionArn: FUNCTION,
      identitySources: [],
      simpleResponses: false,
      resultTtlSeconds: 0,
    });
  });

  test('of type REQUEST reads identity sources, the form of its answer and how long it holds', () => {
    const { authorizer, registered } = createFixture();

    const { ref } = authorizer({
      ...REQUEST,
      IdentitySource: ['$request.header.X-Key', '$context.routeKey'],
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 300,
    });

    expect(registered?.authorizers.get(ref)).toMatchObject({
      identitySources: [expect.any(Function), expect.any(Function)],
      simpleResponses: true,
      resultTtlSeconds: 300,
    });
  });

  test.each<[string, object]>([
    ['AuthorizerPayloadFormatVersion', { AuthorizerPayloadFormatVersion: '1.0' }],
    ['AuthorizerUri', { AuthorizerUri: 'https://site.example' }],
    ['AuthorizerResultTtlInSeconds', { AuthorizerResultTtlInSeconds: 3601 }],
    ['IdentitySource', { AuthorizerResultTtlInSeconds: 1 }],
    ['IdentitySource', { IdentitySource: ['$request.body.token'] }],
  ])('of type REQUEST fails for %s in %j', (path, properties) => {
    expect(() => createFixture().authorizer({ ...REQUEST, ...properties })).toThrow(invalid(path));
  });
});

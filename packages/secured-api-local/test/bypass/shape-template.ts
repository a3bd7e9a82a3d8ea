import { webIdentityRole } from '../matrix/matrix-template';
import type { ApiShape, Protection, RoleName } from './api-shapes';

/** Tells which route it was called for, also where an answer has no body. */
const HANDLER = `exports.handler = async ({ routeKey }) => ({
  statusCode: 200,
  headers: { 'x-route': routeKey },
});`;

const AUTHORIZER = `exports.handler = async ({ headers }) => ({
  isAuthorized: headers['x-token'] === 'let-me-in',
});`;

const ref = (name: string) => ({ Ref: name });
const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const resource = (Type: string, Properties: object) => ({ Type, Properties });

/** The template of a shape, with a pool of users, its groups and an identity pool. */
export function shapeTemplate(shape: ApiShape) {
  const kinds = new Set(Object.values(shape.routes));
  return {
    Resources: {
      ...identities(shape),
      ...lambdaFunction('Fn', HANDLER),
      Api: resource('AWS::ApiGatewayV2::Api', {
        Name: 'api',
        ProtocolType: 'HTTP',
        ...(shape.cors && {
          CorsConfiguration: { AllowOrigins: ['https://example.com'], AllowMethods: ['GET'] },
        }),
      }),
      ...Object.fromEntries(
        (shape.stages ?? ['$default']).map((StageName, index) => [
          `Stage${index}`,
          resource('AWS::ApiGatewayV2::Stage', { ApiId: ref('Api'), StageName, AutoDeploy: true }),
        ]),
      ),
      Integration: resource('AWS::ApiGatewayV2::Integration', {
        ApiId: ref('Api'),
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: arn('Fn'),
        PayloadFormatVersion: '2.0',
      }),
      ...Object.fromEntries(
        Object.entries(shape.routes).map(([key, protection], index) => [
          `Route${index}`,
          resource('AWS::ApiGatewayV2::Route', {
            ApiId: ref('Api'),
            RouteKey: key,
            Target: join('integrations/', ref('Integration')),
            ...AUTHORIZATION[protection],
          }),
        ]),
      ),
      ...(kinds.has('jwt') && { Tokens: tokens() }),
      ...(kinds.has('lambda') && { ...lambdaFunction('Asked', AUTHORIZER), Asks: asks() }),
    },
  };
}

const AUTHORIZATION: Readonly<Record<Protection, object>> = {
  open: { AuthorizationType: 'NONE' },
  iam: { AuthorizationType: 'AWS_IAM' },
  jwt: { AuthorizationType: 'JWT', AuthorizerId: ref('Tokens') },
  unheldScope: {
    AuthorizationType: 'JWT',
    AuthorizerId: ref('Tokens'),
    AuthorizationScopes: ['api/write'],
  },
  lambda: { AuthorizationType: 'CUSTOM', AuthorizerId: ref('Asks') },
};

function tokens() {
  return resource('AWS::ApiGatewayV2::Authorizer', {
    ApiId: ref('Api'),
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: {
      Audience: [ref('Client')],
      Issuer: join('https://cognito-idp.us-east-1.amazonaws.com/', ref('Pool')),
    },
  });
}

function asks() {
  return resource('AWS::ApiGatewayV2::Authorizer', {
    ApiId: ref('Api'),
    AuthorizerType: 'REQUEST',
    AuthorizerPayloadFormatVersion: '2.0',
    EnableSimpleResponses: true,
    AuthorizerUri: join(
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/',
      arn('Asked'),
      '/invocations',
    ),
    IdentitySource: ['$request.header.x-token'],
  });
}

function lambdaFunction(name: string, source: string) {
  return {
    [`${name}Role`]: resource('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'lambda.amazonaws.com' },
        },
      },
    }),
    [name]: resource('AWS::Lambda::Function', {
      Code: { ZipFile: source },
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      Role: arn(`${name}Role`),
    }),
    [`${name}Permission`]: resource('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: arn(name),
      Principal: 'apigateway.amazonaws.com',
    }),
  };
}

function identities(shape: ApiShape) {
  const provider = join('cognito-idp.us-east-1.amazonaws.com/', ref('Pool'));
  const group = (GroupName: string, role: string) =>
    resource('AWS::Cognito::UserPoolGroup', {
      UserPoolId: ref('Pool'),
      GroupName,
      RoleArn: arn(role),
    });
  return {
    Pool: resource('AWS::Cognito::UserPool', {}),
    Client: resource('AWS::Cognito::UserPoolClient', {
      UserPoolId: ref('Pool'),
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      WriteAttributes: ['email'],
    }),
    Identities: resource('AWS::Cognito::IdentityPool', {
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [
        { ClientId: ref('Client'), ProviderName: provider, ServerSideTokenCheck: true },
      ],
    }),
    guests: roleOf(shape, 'guests', 'unauthenticated'),
    users: roleOf(shape, 'users', 'authenticated'),
    admins: roleOf(shape, 'admins', 'authenticated'),
    editors: roleOf(shape, 'editors', 'authenticated'),
    AdminGroup: group('admins', 'admins'),
    EditorGroup: group('editors', 'editors'),
    Attachment: resource('AWS::Cognito::IdentityPoolRoleAttachment', {
      IdentityPoolId: ref('Identities'),
      Roles: { authenticated: arn('users'), unauthenticated: arn('guests') },
      RoleMappings: {
        pool: {
          Type: 'Token',
          AmbiguousRoleResolution: 'AuthenticatedRole',
          IdentityProvider: join(provider, ':', ref('Client')),
        },
      },
    }),
  };
}

function roleOf({ grants, denies, stages = ['$default'] }: ApiShape, name: RoleName, amr: string) {
  const { Type, Properties } = webIdentityRole(amr, []);
  const statement = (Effect: string, patterns: readonly string[] = []) =>
    patterns.length === 0
      ? []
      : {
          Effect,
          Action: 'execute-api:Invoke',
          Resource: patterns.flatMap((pattern) =>
            stages.map((stage) =>
              join(
                'arn:aws:execute-api:us-east-1:*:',
                ref('Api'),
                `/${stage}/${pattern.replace(' ', '')}`,
              ),
            ),
          ),
        };
  const statements = [statement('Allow', grants?.[name]), statement('Deny', denies?.[name])].flat();
  const document = { Version: '2012-10-17', Statement: statements };
  const Policies = [{ PolicyName: 'Invoke', PolicyDocument: document }];
  return { Type, Properties: { ...Properties, Policies: statements.length > 0 ? Policies : [] } };
}

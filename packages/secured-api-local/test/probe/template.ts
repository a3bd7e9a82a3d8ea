// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of CloudFormation
/** A function that says how it was called, or answers as the query asks. */
const SOURCE = `exports.handler = async (event) => {
  const { does } = event.queryStringParameters || {};
  if (does === 'headers') return { statusCode: 200, headers: { date: 'Thu, 01 Jan 1970 00:00:00 GMT', via: 'probe', 'access-control-allow-origin': 'https://own.example' }, body: '' };
  if (does === 'status') return { statusCode: 'abc', body: '' };
  if (does === 'list') return { statusCode: 200, headers: { 'x-list': ['a', 'b'] }, body: '' };
  const { routeKey, rawPath, pathParameters, headers, cookies, isBase64Encoded } = event;
  return { routeKey, rawPath, pathParameters, cookie: headers.cookie || null, cookies: cookies || null, isBase64Encoded };
};`;

/** Confirms whoever signs up, but for those whose name says otherwise. */
const PRE_SIGN_UP = `exports.handler = async (event) => {
  event.response.autoConfirmUser = !event.userName.startsWith('waiting-');
  return event;
};`;

const ROUTES = {
  Hello: 'GET /hello',
  Post: 'POST /hello',
  User: 'GET /users/{id}',
  Pair: 'GET /{first}/{second}',
  Files: 'GET /files/{proxy+}',
  Deep: 'GET /deep/{proxy+}',
  DeepAny: 'ANY /deep/a/{proxy+}',
};

const ref = (Ref: string) => ({ Ref });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const sub = (text: string) => ({ 'Fn::Sub': text });

const route = (RouteKey: string, more: object = {}) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: { ApiId: ref('Api'), RouteKey, Target: sub('integrations/${Integration}'), ...more },
});

/** The stack that probes ask: two HTTP APIs with one function, and a user pool. */
export const template = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
      },
    },
    Function: handler(SOURCE),
    PreSignUp: handler(PRE_SIGN_UP),
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'secured-api-local-probe',
        ProtocolType: 'HTTP',
        CorsConfiguration: { AllowOrigins: ['https://site.example'], AllowMethods: ['GET'] },
      },
    },
    PlainApi: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { Name: 'secured-api-local-probe-plain', ProtocolType: 'HTTP' },
    },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true },
    },
    PlainStage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: ref('PlainApi'), StageName: '$default', AutoDeploy: true },
    },
    Integration: integration('Api'),
    PlainIntegration: integration('PlainApi'),
    Permission: permission('Api'),
    PlainPermission: permission('PlainApi'),
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: { LambdaConfig: { PreSignUp: arn('PreSignUp') } },
    },
    PreSignUpPermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: arn('PreSignUp'),
        Principal: 'cognito-idp.amazonaws.com',
        SourceArn: arn('Pool'),
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: ref('Pool'),
        PreventUserExistenceErrors: 'ENABLED',
        ExplicitAuthFlows: [
          'ALLOW_USER_SRP_AUTH',
          'ALLOW_USER_PASSWORD_AUTH',
          'ALLOW_USER_AUTH',
          'ALLOW_REFRESH_TOKEN_AUTH',
        ],
      },
    },
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: ref('Api'),
        Name: 'tokens',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: {
          Audience: [ref('Client')],
          Issuer: { 'Fn::GetAtt': ['Pool', 'ProviderURL'] },
        },
      },
    },
    Signed: route('GET /signed', { AuthorizationType: 'AWS_IAM' }),
    Token: route('GET /token', { AuthorizationType: 'JWT', AuthorizerId: ref('Authorizer') }),
    Plain: route('GET /hello', {
      ApiId: ref('PlainApi'),
      Target: sub('integrations/${PlainIntegration}'),
    }),
    ...Object.fromEntries(Object.entries(ROUTES).map(([id, key]) => [id, route(key)])),
  },
  Outputs: {
    Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
    PlainUrl: { Value: { 'Fn::GetAtt': ['PlainApi', 'ApiEndpoint'] } },
    CognitoUrl: { Value: sub('https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/') },
    ClientId: { Value: ref('Client') },
  },
};

function handler(source: string) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: source },
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      Role: arn('Role'),
    },
  };
}

function integration(api: string) {
  return {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: ref(api),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arn('Function'),
      PayloadFormatVersion: '2.0',
    },
  };
}

function permission(api: string) {
  return {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: arn('Function'),
      Principal: 'apigateway.amazonaws.com',
      SourceArn: sub(
        `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${api}}/*`,
      ),
    },
  };
}

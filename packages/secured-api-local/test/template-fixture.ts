const allowLambda = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};

const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });

/** A template with a public and a private route to one inline function. */
export function apiTemplate(source = 'exports.handler = async () => ({ hello: 1 });') {
  const route = (routeKey: string, type: string) => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey: routeKey,
      AuthorizationType: type,
      Target: join('integrations/', { Ref: 'Integration' }),
    },
  });
  return {
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: allowLambda } },
      Fn: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { ZipFile: source },
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        },
      },
      Api: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: { Name: 'api', ProtocolType: 'HTTP' },
      },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
      },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['Fn', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Public: route('GET /public', 'NONE'),
      Private: route('GET /private', 'AWS_IAM'),
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] },
          Principal: 'apigateway.amazonaws.com',
          SourceArn: join(
            'arn:aws:execute-api:',
            { Ref: 'AWS::Region' },
            ':',
            { Ref: 'AWS::AccountId' },
            ':',
            { Ref: 'Api' },
            '/*',
          ),
        },
      },
    },
    Outputs: {
      ApiEndpoint: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
      FunctionArn: { Value: { 'Fn::GetAtt': ['Fn', 'Arn'] } },
    },
  };
}

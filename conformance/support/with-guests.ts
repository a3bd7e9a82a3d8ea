import { ofType, type Template } from './example-assembly';

/** Gives the example's identity pool guests, whose role may invoke what `resource` says. */
export function withGuests(template: Template, resource: (apiId: unknown) => unknown): void {
  const [[poolId, pool] = []] = ofType(template, 'AWS::Cognito::IdentityPool');
  const [[, attachment] = []] = ofType(template, 'AWS::Cognito::IdentityPoolRoleAttachment');
  const [[apiId] = []] = ofType(template, 'AWS::ApiGatewayV2::Api');
  if (!pool || !attachment) throw new Error('the template has no identity pool');
  pool.Properties.AllowUnauthenticatedIdentities = true;
  Object.assign(Object(attachment.Properties.Roles), {
    unauthenticated: { 'Fn::GetAtt': ['GuestRole', 'Arn'] },
  });
  template.Resources.GuestRole = {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
          Condition: {
            StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: poolId } },
            'ForAnyValue:StringLike': {
              'cognito-identity.amazonaws.com:amr': 'unauthenticated',
            },
          },
        },
      },
      Policies: [
        {
          PolicyName: 'Guest',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Action: ['execute-api:Invoke', 'iam:CreateUser'],
              Resource: resource({ Ref: apiId }),
            },
          },
        },
      ],
    },
  };
}

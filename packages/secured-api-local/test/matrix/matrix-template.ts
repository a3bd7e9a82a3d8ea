import { apiTemplate } from '../template-fixture';

const COGNITO = 'cognito-identity.amazonaws.com';

/** The ARN of routes of the fixture's API. */
const invokeArn = (path: string) => ({
  'Fn::Join': ['', ['arn:aws:execute-api:us-east-1:*:', { Ref: 'Api' }, `/$default/${path}`]],
});

/** A role that one kind of caller may assume, and may invoke what `paths` say. */
export function webIdentityRole(amr: string, paths: string[]) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: COGNITO },
          Condition: {
            StringEquals: { [`${COGNITO}:aud`]: { Ref: 'Identities' } },
            'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: amr },
          },
        },
      },
      Policies: [
        {
          PolicyName: 'Invoke',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Action: 'execute-api:Invoke',
              Resource: paths.map(invokeArn),
            },
          },
        },
      ],
    },
  };
}

function route(routeKey: string) {
  const { Private } = apiTemplate().Resources;
  return { ...Private, Properties: { ...Private.Properties, RouteKey: routeKey } };
}

/** A template with guests, users and admins, and routes for each. */
export function matrixTemplate() {
  const { Resources, ...rest } = apiTemplate();
  const provider = {
    'Fn::Join': ['', ['cognito-idp.us-east-1.amazonaws.com/', { Ref: 'Pool' }]],
  };
  return {
    ...rest,
    Resources: {
      ...Resources,
      Owned: route('GET /users/{id}'),
      Any: route('ANY /files/{path+}'),
      Orphan: route('DELETE /private'),
      Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} },
      Client: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          UserPoolId: { Ref: 'Pool' },
          ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
          WriteAttributes: ['email'],
        },
      },
      Identities: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: {
          AllowUnauthenticatedIdentities: true,
          AllowClassicFlow: false,
          CognitoIdentityProviders: [
            {
              ClientId: { Ref: 'Client' },
              ProviderName: provider,
              ServerSideTokenCheck: true,
            },
          ],
        },
      },
      GuestRole: webIdentityRole('unauthenticated', ['GET/files/*']),
      UserRole: webIdentityRole('authenticated', ['GET/private', `GET/users/\${${COGNITO}:sub}`]),
      AdminRole: webIdentityRole('authenticated', ['*/files/*', 'GET/private', 'GET/users/*']),
      Admins: {
        Type: 'AWS::Cognito::UserPoolGroup',
        Properties: {
          UserPoolId: { Ref: 'Pool' },
          GroupName: 'admins',
          RoleArn: { 'Fn::GetAtt': ['AdminRole', 'Arn'] },
        },
      },
      Attachment: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: { Ref: 'Identities' },
          Roles: {
            authenticated: { 'Fn::GetAtt': ['UserRole', 'Arn'] },
            unauthenticated: { 'Fn::GetAtt': ['GuestRole', 'Arn'] },
          },
          RoleMappings: {
            pool: {
              Type: 'Token',
              AmbiguousRoleResolution: 'AuthenticatedRole',
              IdentityProvider: { 'Fn::Join': ['', [provider, ':', { Ref: 'Client' }]] },
            },
          },
        },
      },
    },
  };
}

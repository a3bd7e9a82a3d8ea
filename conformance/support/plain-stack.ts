import { CfnIntegration, CfnRoute, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  CfnIdentityPool,
  CfnIdentityPoolRoleAttachment,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { FederatedPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import {
  CfnPermission,
  Code,
  Function as Fn,
  type IFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A user pool with an identity pool and the role of its users, by aws-cdk-lib alone. */
export class PlainAuth {
  readonly client: UserPoolClient;
  readonly role: Role;
  readonly identityPool: CfnIdentityPool;

  constructor(scope: Construct) {
    const pool = new UserPool(scope, 'Pool', { signInAliases: { email: true } });
    this.client = pool.addClient('Client', { authFlows: { userSrp: true } });
    this.identityPool = new CfnIdentityPool(scope, 'Identities', {
      allowUnauthenticatedIdentities: false,
      cognitoIdentityProviders: [
        { clientId: this.client.userPoolClientId, providerName: pool.userPoolProviderName },
      ],
    });
    const service = 'cognito-identity.amazonaws.com';
    this.role = new Role(scope, 'SignedIn', {
      assumedBy: new FederatedPrincipal(
        service,
        {
          StringEquals: { [`${service}:aud`]: this.identityPool.ref },
          'ForAnyValue:StringLike': { [`${service}:amr`]: 'authenticated' },
        },
        'sts:AssumeRoleWithWebIdentity',
      ),
    });
    new CfnIdentityPoolRoleAttachment(scope, 'Roles', {
      identityPoolId: this.identityPool.ref,
      roles: { authenticated: this.role.roleArn },
    });
  }
}

/** A function that answers by a text. */
export function answering(scope: Construct, id: string, text: string): IFunction {
  return new Fn(scope, id, {
    code: Code.fromInline(`exports.handler = async () => '${text}';`),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_22_X,
  });
}

/** An HTTP API whose route `GET /private` asks for a signature and calls the function. */
export function privateApi(scope: Construct, handler: IFunction): HttpApi {
  const api = new HttpApi(scope, 'Api');
  const integration = new CfnIntegration(scope, 'Integration', {
    apiId: api.apiId,
    integrationType: 'AWS_PROXY',
    integrationUri: handler.functionArn,
    payloadFormatVersion: '2.0',
  });
  new CfnRoute(scope, 'Private', {
    apiId: api.apiId,
    routeKey: 'GET /private',
    authorizationType: 'AWS_IAM',
    target: `integrations/${integration.ref}`,
  });
  new CfnPermission(scope, 'Permission', {
    action: 'lambda:InvokeFunction',
    functionName: handler.functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: api.arnForExecuteApi('*', '/*', '*'),
  });
  return api;
}

/** Lets a caller invoke the private route. */
export function invokePrivate(api: HttpApi): PolicyStatement {
  return new PolicyStatement({
    actions: ['execute-api:Invoke'],
    resources: [api.arnForExecuteApi('GET', '/private', '$default')],
  });
}

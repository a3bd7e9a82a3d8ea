import { CfnAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { CognitoAuth } from '../cognito-auth';
import { refusal } from './refusal';
import type { RouteKey } from './route-key';

/** What access tokens hold after a sign-in without OAuth, the only kind that an auth has. */
const ISSUED_SCOPES = ['aws.cognito.signin.user.admin'];

export interface JwtAuthorizerProps {
  readonly apiId: string;
  readonly auth: CognitoAuth;
}

/** The one authorizer of an API that takes tokens of its auth's client, made by the first route. */
export function jwtAuthorizer(scope: Construct, { apiId, auth }: JwtAuthorizerProps) {
  const existing = scope.node.tryFindChild('TokenAuthorizer');
  if (existing instanceof CfnAuthorizer) return existing;
  return new CfnAuthorizer(scope, 'TokenAuthorizer', {
    apiId,
    name: 'user-pool',
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration: {
      issuer: auth.userPool.userPoolProviderUrl,
      audience: [auth.userPoolClient.userPoolClientId],
    },
  });
}

/** Fails for a scope that no token holds: every call of the route would be refused. */
export function assertScopesIssued(
  { key }: RouteKey,
  scopes: readonly string[],
  scope: Construct,
): void {
  const unknown = scopes.find((name) => !ISSUED_SCOPES.includes(name));
  if (unknown === undefined) return;
  throw refusal(
    'ScopeNotIssued',
    `route '${key}' asks for the scope '${unknown}', which no sign-in flow of the auth issues: use ` +
      `'${ISSUED_SCOPES.join("', '")}' or leave scopes out`,
    scope,
  );
}

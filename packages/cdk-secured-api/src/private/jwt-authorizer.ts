import { CfnAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { CognitoAuthBase } from '../cognito-auth-base';
import { refusal } from './refusal';

export interface JwtAuthorizerProps {
  readonly apiId: string;
  readonly auth: CognitoAuthBase;
}

/** The one authorizer of an API that takes tokens of its auth's clients, made by the first route. */
export function jwtAuthorizer(scope: Construct, { apiId, auth }: JwtAuthorizerProps) {
  const existing = scope.node.tryFindChild('TokenAuthorizer');
  if (existing instanceof CfnAuthorizer) return existing;
  return new CfnAuthorizer(scope, 'TokenAuthorizer', {
    apiId,
    name: 'user-pool',
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration: {
      issuer: `https://${auth.userPool.userPoolProviderName}`,
      audience: auth._clientIds,
    },
  });
}

/** Fails for a scope that no token holds: every call of the route would be refused. */
export function assertScopesIssued(
  scope: Construct,
  auth: CognitoAuthBase,
  { key, scopes }: { readonly key: string; readonly scopes: readonly string[] },
): void {
  const issued = auth._issuedScopes;
  const unknown = scopes.find((name) => !issued.includes(name));
  if (unknown === undefined) return;
  throw refusal(
    'ScopeNotIssued',
    `route '${key}' asks for the scope '${unknown}', which no sign-in flow of the auth issues: use ` +
      `'${issued.join("', '")}', add it to hostedLogin.scopes of the auth or leave scopes out`,
    scope,
  );
}

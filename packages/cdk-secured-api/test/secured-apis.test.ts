import { Aws } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Effect, Grant, PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { expect, test } from 'vitest';
import { newApi, newAuth, newStack } from './fixtures';

/** Gives signed-in users a statement that nobody but an API should give. */
function give(props: (apiId: string) => PolicyStatementProps) {
  const stack = newStack();
  const auth = newAuth(stack);
  const api = newApi(stack, auth);
  const statement = new PolicyStatement(props(api.httpApi.apiId));
  return auth.signedInUsers.grantPrincipal.addToPrincipalPolicy(statement);
}

const arnOf = (path: string) =>
  `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${path}`;

test.each<[string, (apiId: string) => PolicyStatementProps]>([
  ['everything', () => ({ actions: ['*'], resources: ['*'] })],
  ['every API', () => ({ actions: ['execute-api:*'], resources: ['*'] })],
  ['every API by its ARN', () => ({ actions: ['Execute-API:Invoke'], resources: [arnOf('*/*')] })],
  ['every service', () => ({ actions: ['execute-api:Invoke'], resources: ['arn:aws:*'] })],
  ['this API', (id) => ({ actions: ['execute-api:Invoke'], resources: [arnOf(`${id}/*`)] })],
  ['all but one action', () => ({ notActions: ['s3:GetObject'], resources: ['*'] })],
  ['all but one resource', () => ({ actions: ['execute-api:Invoke'], notResources: ['x'] })],
])('a statement on %s fails, because the API could not check it', (_, props) => {
  expect(() => give(props)).toThrow(
    'InvokeGrantedPastApi: signed-in users would get execute-api:Invoke past the grants of an ' +
      'API, which keep it to single routes: use the grantInvoke of the SecuredApi ' +
      '[Stack/Auth/Identities/Authenticated]',
  );
});

test.each<[string, (apiId: string) => PolicyStatementProps]>([
  [
    'another API',
    () => ({ actions: ['execute-api:Invoke'], resources: [arnOf('abc/prod/GET/x')] }),
  ],
  ['another service', () => ({ actions: ['s3:GetObject'], resources: ['*'] })],
  ['all but APIs', () => ({ notActions: ['execute-api:*', 'iam:*'], resources: ['*'] })],
  ['a denial', () => ({ effect: Effect.DENY, actions: ['*'], resources: ['*'] })],
  [
    'other resources only',
    () => ({ actions: ['execute-api:Invoke'], resources: ['arn:aws:s3:::files/*'] }),
  ],
])('a statement on %s is let through', (_, props) => {
  expect(give(props).statementAdded).toBe(true);
});

test('a bucket is granted as ever', () => {
  const stack = newStack();

  const grant = new Bucket(stack, 'Bucket').grantReadWrite(newAuth(stack).signedInUsers);

  expect(grant).toBeInstanceOf(Grant);
  expect(grant.success).toBe(true);
});

test('the grantInvoke of aws-cdk-lib, which cuts the path, fails', () => {
  const stack = newStack();
  const auth = newAuth(stack);
  const [route] = newApi(stack, auth).httpApi.addRoutes({
    path: '/users/{id}/orders',
    methods: [HttpMethod.GET],
    authorizer: new HttpIamAuthorizer(),
    integration: new HttpUrlIntegration('Elsewhere', 'https://example.com'),
  });

  expect(() => route?.grantInvoke(auth.signedInUsers)).toThrow(/^InvokeGrantedPastApi/);
});

import { fileURLToPath } from 'node:url';
import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { CognitoAuth, RouteAccess, RouteHandler, SecuredApi } from 'cdk-secured-api';

const handler = (name: string) =>
  RouteHandler.fromEntry(
    fileURLToPath(new URL(`../../examples/random-app/functions/${name}.ts`, import.meta.url)),
  );

/** The random numbers for clients that send a token instead of signing requests. */
export function addBearerApi(stack: Stack, webOrigin: string): void {
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUp: true, devOrigins: [webOrigin] });
  const api = new SecuredApi(stack, 'Random', {
    auth,
    routes: {
      'GET /private': { handler: handler('private'), access: RouteAccess.jwt() },
      'GET /public': { handler: handler('public'), access: RouteAccess.anyone() },
    },
  });
  new CfnOutput(stack, 'ClientConfig', { value: api.clientConfig.toJsonString() });
}

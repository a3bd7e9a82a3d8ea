import { fileURLToPath } from 'node:url';
import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib';
import { CognitoAuth, RouteHandler, SecuredApi } from 'cdk-secured-api';

const HANDLER = fileURLToPath(
  new URL('../../examples/random-app/functions/private.ts', import.meta.url),
);

/** An API whose sessions rotate their refresh tokens; the one before is of no use at once. */
export function addTabsApi(stack: Stack, webOrigin: string): void {
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    devOrigins: [webOrigin],
    refreshTokenRotationGracePeriod: Duration.seconds(0),
  });
  const api = new SecuredApi(stack, 'Random', {
    auth,
    routes: { 'GET /private': { handler: RouteHandler.fromEntry(HANDLER) } },
  });
  new CfnOutput(stack, 'ClientConfig', { value: api.clientConfig.toJsonString() });
}

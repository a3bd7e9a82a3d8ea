import { fileURLToPath } from 'node:url';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CognitoAuth, RouteAccess, RouteHandler, SecuredApi } from 'cdk-secured-api';
import type { Construct } from 'constructs';

const handler = (name: string) =>
  RouteHandler.fromEntry(
    fileURLToPath(new URL(`../../examples/random-app/functions/${name}.ts`, import.meta.url)),
  );

export interface BearerStackProps {
  /** Where the pages are. */
  readonly webOrigin: string;
}

/** The random numbers for clients that send a token instead of signing requests. */
export class BearerStack extends Stack {
  constructor(scope: Construct, id: string, props: BearerStackProps) {
    super(scope, id);
    const auth = new CognitoAuth(this, 'Auth', {
      selfSignUp: true,
      devOrigins: [props.webOrigin],
    });
    const api = new SecuredApi(this, 'Random', {
      auth,
      routes: {
        'GET /private': { handler: handler('private'), access: RouteAccess.jwt() },
        'GET /public': { handler: handler('public'), access: RouteAccess.anyone() },
      },
    });
    new CfnOutput(this, 'ClientConfig', { value: api.clientConfig.toJsonString() });
  }
}

import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  CognitoAuth,
  ReactSite,
  RouteAccess,
  RouteHandler,
  SecuredApi,
  TriggerHandler,
} from 'cdk-secured-api';
import type { Construct } from 'constructs';

/** Properties of `RandomStack`. */
export interface RandomStackProps extends StackProps {
  /** The stage: `prod` keeps users and logs, and lets no developer's machine in. */
  readonly stage: string;
}

/** Random numbers: a public one for anyone, a private one for users that signed in. */
export class RandomStack extends Stack {
  constructor(scope: Construct, id: string, props: RandomStackProps) {
    super(scope, id, props);
    const isProd = props.stage === 'prod';
    const devOrigin = this.node.tryGetContext('devOrigin') ?? 'http://localhost:5173';
    const removalPolicy = isProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    const auth = new CognitoAuth(this, 'Auth', {
      selfSignUp: true,
      signInAliases: { email: true, phone: true },
      triggers: {
        preAuthentication: TriggerHandler.fromEntry('functions/pre-authentication.ts'),
        postAuthentication: TriggerHandler.fromEntry('functions/post-authentication.ts'),
      },
      devOrigins: isProd ? [] : [devOrigin],
      removalPolicy,
    });
    const api = new SecuredApi(this, 'Random', {
      auth,
      routes: {
        'GET /private': { handler: RouteHandler.fromEntry('functions/private.ts') },
        'GET /public': {
          handler: RouteHandler.fromEntry('functions/public.ts'),
          access: RouteAccess.anyone(),
        },
      },
      removalPolicy,
    });
    new ReactSite(this, 'Site', {
      path: 'web',
      apis: [api],
      buildCommand: 'vite build',
      buildOutput: '../dist/web',
      removalPolicy,
    });

    new CfnOutput(this, 'ApiEndpoint', { value: api.url });
    new CfnOutput(this, 'UserPoolId', { value: auth.userPool.userPoolId });
    new CfnOutput(this, 'IdentityPoolId', { value: auth.identityPool.ref });
    new CfnOutput(this, 'UserPoolClientId', { value: auth.userPoolClient.userPoolClientId });
    api.clientConfig.addOutput(this);
  }
}

import { Aws, CfnOutput, Lazy, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
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
  /**
   * The host of the deployed site, to which passkeys are bound for good.
   *
   * @default - the host of the developer's pages; none in the stage `prod`
   */
  readonly siteHost?: string;
}

/** Random numbers: a public one for anyone, a private one for users that signed in. */
export class RandomStack extends Stack {
  constructor(scope: Construct, id: string, props: RandomStackProps) {
    super(scope, id, props);
    const isProd = props.stage === 'prod';
    const isLocal = this.node.tryGetContext('secured-api:local') === true;
    const devOrigin = this.node.tryGetContext('devOrigin') ?? 'http://localhost:5173';
    const removalPolicy = isProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    const deployedHost = isLocal ? undefined : props.siteHost;
    const passkeyRelyingPartyId =
      deployedHost ?? (isProd ? undefined : new URL(devOrigin).hostname);
    const pages = [Lazy.string({ produce: () => site.url }), ...(isProd ? [] : [`${devOrigin}/`])];

    const auth = new CognitoAuth(this, 'Auth', {
      selfSignUp: true,
      signInAliases: { email: true, phone: true },
      allowedFirstAuthFactors: { password: true, passkey: passkeyRelyingPartyId !== undefined },
      passkeyRelyingPartyId,
      deviceTracking: {
        challengeRequiredOnNewDevice: true,
        deviceOnlyRememberedOnUserPrompt: true,
      },
      hostedLogin: {
        // Unique in the whole region, so it holds the account.
        domainPrefix: `${this.stackName.toLowerCase()}-${Aws.ACCOUNT_ID}`,
        callbackUrls: pages,
        logoutUrls: pages,
      },
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
    const site: ReactSite = new ReactSite(this, 'Site', {
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

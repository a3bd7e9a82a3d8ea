import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { HostedLogin } from '../hosted-login';
import { OwnDomain } from './own-domain';

export interface LoginPagesProps {
  readonly login: HostedLogin;
  readonly userPool: cognito.UserPool;
  readonly userPoolClient: cognito.UserPoolClient;
}

/** The domain of a user pool's hosted pages, its records, and the branding of the newer pages. */
export class LoginPages extends Construct {
  public readonly domain: cognito.UserPoolDomain;

  public constructor(scope: Construct, id: string, props: LoginPagesProps) {
    super(scope, id);
    const { login, userPool, userPoolClient } = props;
    const { domainPrefix, customDomain } = login;
    const managedLoginVersion =
      login.managedLoginVersion ?? cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN;
    const own =
      customDomain &&
      new OwnDomain(this, 'Own', { ...customDomain, certificateRegion: 'us-east-1' });
    this.domain = new cognito.UserPoolDomain(this, 'Domain', {
      userPool,
      managedLoginVersion,
      ...(domainPrefix !== undefined && { cognitoDomain: { domainPrefix } }),
      ...(own && { customDomain: own }),
    });
    if (managedLoginVersion === cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN) {
      // Without a style of the client the newer pages answer that they are unavailable.
      new cognito.CfnManagedLoginBranding(this, 'Branding', {
        userPoolId: userPool.userPoolId,
        clientId: userPoolClient.userPoolClientId,
        useCognitoProvidedValues: true,
      });
    }
    // Not by aws-cdk-lib's own target: without a feature flag that adds a custom resource.
    const endpoint = {
      bind: () => ({
        dnsName: this.domain.cloudFrontEndpoint,
        hostedZoneId: CloudFrontTarget.getHostedZoneId(this),
      }),
    };
    own?.pointAt(endpoint, { ipv6: true });
  }
}

import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { HostedLogin, HostedLoginDomain } from '../hosted-login';

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
    this.domain = new cognito.UserPoolDomain(this, 'Domain', {
      userPool,
      managedLoginVersion,
      ...(domainPrefix !== undefined && { cognitoDomain: { domainPrefix } }),
      ...(customDomain && { customDomain }),
    });
    if (managedLoginVersion === cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN) {
      // Without a style of the client the newer pages answer that they are unavailable.
      new cognito.CfnManagedLoginBranding(this, 'Branding', {
        userPoolId: userPool.userPoolId,
        clientId: userPoolClient.userPoolClientId,
        useCognitoProvidedValues: true,
      });
    }
    if (customDomain) this.addRecords(customDomain);
  }

  /** Not by aws-cdk-lib's own target: without a feature flag that adds a custom resource. */
  private addRecords({ domainName, hostedZone }: HostedLoginDomain): void {
    if (hostedZone === undefined) return;
    const target = route53.RecordTarget.fromAlias({
      bind: () => ({
        dnsName: this.domain.cloudFrontEndpoint,
        hostedZoneId: CloudFrontTarget.getHostedZoneId(this),
      }),
    });
    const record = { zone: hostedZone, recordName: domainName, target };
    new route53.ARecord(this, 'Ipv4', record);
    new route53.AaaaRecord(this, 'Ipv6', record);
  }
}

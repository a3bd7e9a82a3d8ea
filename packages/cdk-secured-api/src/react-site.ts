import type { RemovalPolicy } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ClientConfig } from './client-config';
import { acknowledgeDistribution } from './private/acknowledge-distribution';
import { DEFAULTS } from './private/defaults';
import { OwnDomain } from './private/own-domain';
import { assertRemovalPolicy } from './private/removal-policy';
import { siteBucket } from './private/site-bucket';
import { assertBuildable, siteBuild } from './private/site-build';
import { siteConfig } from './private/site-config';
import { connectSources } from './private/site-connect-sources';
import { SiteDeployments } from './private/site-deployments';
import { siteHeaders } from './private/site-headers';
import { assertSitePartition, isSiteLocal } from './private/site-place';
import { SPA_FALLBACK } from './private/spa-fallback';
import type { ReactSiteProps } from './react-site-props';

/**
 * A web app of one page, built at synth and served by CloudFront from a private bucket.
 *
 * Creates the bucket, a distribution with security headers and the function that answers every page
 * with `index.html`, what brings the build and `config.json` into the bucket, and with a domain its
 * records, and its certificate where that is asked of it. With the context `secured-api:local`, which
 * a developer's loop sets, nothing is built or deployed.
 *
 * @example
 * new ReactSite(this, 'Site', { path: 'web', apis: [api] });
 */
export class ReactSite extends Construct {
  /** The bucket that the app is served from. */
  public readonly bucket: s3.Bucket;
  /** The distribution, which a name of another DNS points at. */
  public readonly distribution: cloudfront.Distribution;
  /** The origin that browsers name when the pages call an API, such as `https://www.example.com`. */
  public readonly origin: string;

  public constructor(scope: Construct, id: string, props: ReactSiteProps) {
    super(scope, id);
    const { apis = [] } = props;
    const removalPolicy = props.removalPolicy ?? DEFAULTS.removalPolicy;
    assertSitePartition(this);
    assertRemovalPolicy(removalPolicy, this);
    assertBuildable(props, this);
    const config = siteConfig(this, props);
    const isLocal = isSiteLocal(this);
    this.bucket = siteBucket(this, { removalPolicy, emptied: !isLocal });
    const domain =
      props.domain &&
      new OwnDomain(this, 'Domain', { ...props.domain, certificateRegion: 'us-east-1' });
    this.distribution = this.distribute(props, config, domain);
    this.origin = `https://${domain?.domainName ?? this.distribution.distributionDomainName}`;
    domain?.pointAt(new CloudFrontTarget(this.distribution), { ipv6: true });
    for (const api of apis) api._allowSite(this.origin, this);
    if (!isLocal) this.deploy(props, config, removalPolicy);
  }

  /** Where people find the site. */
  public get url(): string {
    return `${this.origin}/`;
  }

  private distribute(
    props: ReactSiteProps,
    config: ClientConfig | undefined,
    domain: OwnDomain | undefined,
  ): cloudfront.Distribution {
    const { apis = [], contentSecurityPolicy = {}, logBucket } = props;
    const responseHeadersPolicy = siteHeaders(this, {
      connectSources: connectSources({ apis, config, isLiteral: domain !== undefined }),
      contentSecurityPolicy,
    });
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: this.node.path,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket, {
          // With the right to list, a file that is missing is a 404 and not a 403.
          originAccessLevels: [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
        }),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy,
        functionAssociations: [
          { function: this.fallback(), eventType: cloudfront.FunctionEventType.VIEWER_REQUEST },
        ],
      },
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      ...(domain && {
        domainNames: [domain.domainName],
        certificate: domain.certificate,
        minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      logBucket,
    });
    acknowledgeDistribution(distribution, props);
    return distribution;
  }

  private fallback(): cloudfront.Function {
    return new cloudfront.Function(this, 'Fallback', {
      code: cloudfront.FunctionCode.fromInline(SPA_FALLBACK),
      runtime: cloudfront.FunctionRuntime.JS_2_0,
      comment: 'answers pages of the app with index.html',
    });
  }

  private deploy(
    props: ReactSiteProps,
    config: ClientConfig | undefined,
    removalPolicy: RemovalPolicy,
  ): void {
    const configFiles = new Map<string, string>();
    if (config) configFiles.set('config.json', config.toJsonString());
    if (config && props.amplifyOutputs) {
      configFiles.set('amplify_outputs.json', config.toAmplifyOutputs());
    }
    new SiteDeployments(this, 'Deployments', {
      build: siteBuild(this, props),
      bucket: this.bucket,
      distribution: this.distribution,
      immutablePaths: props.immutablePaths ?? [...DEFAULTS.immutablePaths],
      configFiles,
      removalPolicy,
    });
  }
}

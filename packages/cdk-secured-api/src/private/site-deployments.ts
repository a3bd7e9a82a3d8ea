import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Asset } from 'aws-cdk-lib/aws-s3-assets';
import {
  BucketDeployment,
  type BucketDeploymentProps,
  CacheControl,
  Source,
} from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledgeDeployer } from './acknowledge-deployer';
import { DEFAULTS } from './defaults';

const IMMUTABLE = CacheControl.fromString('public, max-age=31536000, immutable');

export interface SiteDeploymentsProps {
  readonly build: Asset;
  readonly bucket: IBucket;
  readonly distribution: IDistribution;
  readonly immutablePaths: string[];
  /** Files that are known at deploy only, by their names. */
  readonly configFiles: ReadonlyMap<string, string>;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * What brings a build into a site's bucket: first its hashed files, then its pages, and whatever is
 * known at deploy only by itself.
 *
 * Hashed files of earlier builds stay, so that a page that is open finds its own.
 */
export class SiteDeployments extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: SiteDeploymentsProps,
  ) {
    super(scope, id);
    const { build, configFiles, immutablePaths } = props;
    const sources = [Source.bucket(build.bucket, build.s3ObjectKey)];
    const assets = this.deploy('Assets', {
      sources,
      exclude: ['*'],
      include: immutablePaths,
      prune: false,
      cacheControl: [IMMUTABLE],
    });
    const names = [...configFiles.keys()];
    const pages = this.deploy('Pages', {
      sources,
      exclude: [...immutablePaths, ...names],
      ...this.uncached(['index.html']),
    });
    pages.node.addDependency(assets);
    if (configFiles.size === 0) return;
    this.deploy('Config', {
      sources: [...configFiles].map(([name, content]) => Source.data(name, content)),
      prune: false,
      ...this.uncached(names),
    });
  }

  /** Browsers ask again each time, and CloudFront lets go of what it has. */
  private uncached(names: readonly string[]): Partial<BucketDeploymentProps> {
    return {
      cacheControl: [CacheControl.noCache()],
      distribution: this.props.distribution,
      distributionPaths: names.map((name) => `/${name}`),
    };
  }

  private deploy(
    id: string,
    props: Pick<BucketDeploymentProps, 'sources'> & Partial<BucketDeploymentProps>,
  ): BucketDeployment {
    const deployment = new BucketDeployment(this, id, {
      ...props,
      destinationBucket: this.props.bucket,
      logGroup: this.logGroup(),
      // One function deploys for a whole stack: of this size it is that of sites.
      memoryLimit: 1024,
    });
    const { scope: deployer } = deployment.handlerRole.node;
    if (deployer) acknowledgeDeployer(deployer, [this.props.build.bucket, this.props.bucket]);
    return deployment;
  }

  private logGroup(): LogGroup {
    const stack = Stack.of(this);
    const existing = stack.node.tryFindChild('SiteDeploymentLogs');
    if (existing instanceof LogGroup) return existing;
    return new LogGroup(stack, 'SiteDeploymentLogs', {
      retention: DEFAULTS.logRetention,
      removalPolicy: this.props.removalPolicy,
    });
  }
}

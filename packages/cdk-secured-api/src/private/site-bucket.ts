import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

export interface SiteBucketProps {
  readonly removalPolicy: RemovalPolicy;
  /** Whether DESTROY empties it, which AWS asks for and takes a function. */
  readonly emptied: boolean;
}

/** A bucket that CloudFront alone reads; no versions, because a build can be made again. */
export function siteBucket(scope: Construct, { removalPolicy, emptied }: SiteBucketProps) {
  const bucket = new s3.Bucket(scope, 'Bucket', {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    removalPolicy,
    autoDeleteObjects: emptied && removalPolicy === RemovalPolicy.DESTROY,
  });
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'only CloudFront reads it: what it reads, the logs of the distribution tell',
  );
  return bucket;
}

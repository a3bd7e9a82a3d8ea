import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { acknowledge, acknowledgeWildcard } from './acknowledge';

const ACTIONS = ['Abort', 'DeleteObject', 'GetBucket', 'GetObject', 'List'];

const REASON =
  'the function of aws-cdk-lib copies every object of one bucket to the other, and lists both';

/** Acknowledges what the function that deploys sites is made with, and cannot be told otherwise. */
export function acknowledgeDeployer(deployer: IConstruct, buckets: readonly IBucket[]): void {
  acknowledge(
    deployer,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'the policy of AWS that lets a function log, attached by aws-cdk-lib',
  );
  acknowledge(deployer, 'AwsSolutions-L1', 'aws-cdk-lib chooses the runtime of its function');
  for (const action of ACTIONS) {
    acknowledge(deployer, `AwsSolutions-IAM5[Action::s3:${action}*]`, REASON);
  }
  for (const bucket of buckets) {
    acknowledgeWildcard(deployer, bucket.arnForObjects('*'), REASON);
  }
  acknowledge(
    deployer,
    'AwsSolutions-IAM5[Resource::*]',
    'aws-cdk-lib lets its function invalidate files of any distribution, and nothing more',
  );
}

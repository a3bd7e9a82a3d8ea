import { RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

/** Fails for what a user pool has no meaning for: it has no snapshots. */
export function assertRemovalPolicy(policy: RemovalPolicy, scope: IConstruct): void {
  if (policy === RemovalPolicy.RETAIN || policy === RemovalPolicy.DESTROY) return;
  throw refusal(
    'RemovalPolicyUnsupported',
    `removalPolicy '${policy}' is not supported, use RETAIN or DESTROY`,
    scope,
  );
}

import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Acknowledges a rule of a validation plugin on a resource that this library makes. */
export function acknowledge(resource: IConstruct, id: string, reason: string): void {
  Validations.of(resource).acknowledge({ id, reason });
}

/** Acknowledges that one resource of a policy holds a `*`; cdk-nag names such a finding by its ARN. */
export function acknowledgeWildcard(policy: IConstruct, arn: string, reason: string): void {
  const resolved = flatten(Stack.of(policy).resolve(arn));
  acknowledge(policy, `AwsSolutions-IAM5[Resource::${resolved}]`, reason);
}

/** A joined string in cdk-nag's spelling: `<LogicalId>` for each reference. */
function flatten(value: string | { Ref: string } | { 'Fn::Join': [string, string[]] }): string {
  if (typeof value === 'string') return value;
  return 'Ref' in value ? `<${value.Ref}>` : value['Fn::Join'][1].map(flatten).join('');
}

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

type Rendered =
  | string
  | { Ref: string }
  | { 'Fn::GetAtt': [string, string] }
  | { 'Fn::Join': [string, Rendered[]] }
  | { 'Fn::Sub': string };

/** A rendered string in cdk-nag's spelling: `<LogicalId>` for each reference. */
function flatten(value: Rendered): string {
  if (typeof value === 'string') return value;
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::Sub' in value) return value['Fn::Sub'].replace(/\$\{([^}]+)\}/g, '<$1>');
  return value['Fn::Join'][1].map(flatten).join('');
}

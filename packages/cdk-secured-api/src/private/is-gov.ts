import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Whether a construct's stack is known to be of the `aws-us-gov` partition. */
export function isGov(scope: IConstruct): boolean {
  const { region } = Stack.of(scope);
  return !Token.isUnresolved(region) && region.startsWith('us-gov-');
}

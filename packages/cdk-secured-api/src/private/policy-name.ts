import { Names, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const MAX_LENGTH = 128;

/**
 * The name of a policy on a role of another stack.
 *
 * CloudFormation rejects a second policy of one name on a role, and two stacks may well make one
 * at the same construct path: so the name holds the stack's.
 */
export function policyName(scope: Construct, id: string): string {
  const { stackName } = Stack.of(scope);
  const own = Names.uniqueResourceName(scope, { maxLength: 48 });
  const prefix = Token.isUnresolved(stackName) ? own : `${stackName.slice(0, 64)}-${own}`;
  return `${prefix}-${id}`.replace(/[^\w+=,.@-]/g, '').slice(0, MAX_LENGTH);
}

import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isGov } from './is-gov';
import { refusal } from './refusal';

/**
 * The principal that identity pools of this stack's partition are in a trust policy.
 *
 * It stands in condition keys, which cannot be tokens: so it follows from the stack's concrete
 * region, and a stack without one is taken for the `aws` partition.
 */
export function identityProvider(scope: IConstruct): string {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region)) return 'cognito-identity.amazonaws.com';
  if (region.startsWith('cn-')) {
    throw refusal(
      'UserPoolNotInPartition',
      `region '${region}' has no Cognito user pools, use one of the aws or aws-us-gov partition`,
      scope,
    );
  }
  return isGov(scope) ? 'cognito-identity-us-gov.amazonaws.com' : 'cognito-identity.amazonaws.com';
}

/** The policy variable that IAM replaces by the caller's identity id. */
export function identityIdVariable(scope: IConstruct): string {
  return `\${${identityProvider(scope)}:sub}`;
}

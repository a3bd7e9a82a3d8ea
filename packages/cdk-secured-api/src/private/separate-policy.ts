import { Reference, Stack, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { policyName } from './policy-name';

/** The stack of the first resource that is not in a role's own stack, else the role's. */
export function stackOfResources(statement: iam.PolicyStatement, own: Stack): Stack {
  const targets = statement.resources
    .flatMap((resource) => Tokenization.reverseString(resource).tokens)
    .filter((token) => Reference.isReference(token))
    .map((reference) => Stack.of(reference.target));
  return targets.find((stack) => stack !== own) ?? own;
}

/** The one policy of a role in a scope: a resource of its own, which nothing waits for. */
export function policyIn(scope: Construct, id: string, role: iam.IRole): iam.Policy {
  const existing = scope.node.tryFindChild(id);
  if (existing instanceof iam.Policy) return existing;
  return new iam.Policy(scope, id, { policyName: policyName(scope, id), roles: [role] });
}

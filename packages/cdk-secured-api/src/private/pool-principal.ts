import { Names, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DependencyGroup } from 'constructs';
import { policyName } from './policy-name';
import type { PoolRole } from './pool-role';

/**
 * One or more roles of an identity pool as one principal: what is granted to it, each role gets.
 *
 * A statement about resources of another stack becomes a policy of that stack, so that the pool's
 * stack never refers to its callers.
 */
export class PoolPrincipal implements iam.IGrantable, iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction = 'sts:AssumeRoleWithWebIdentity';

  public constructor(public readonly poolRoles: readonly PoolRole[]) {}

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return new iam.PrincipalPolicyFragment({
      AWS: this.poolRoles.map(({ role }) => role.roleArn),
    });
  }

  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const policyDependable = new DependencyGroup();
    for (const poolRole of this.poolRoles) {
      const added = addTo(poolRole, statement.copy());
      if (added.policyDependable) policyDependable.add(added.policyDependable);
    }
    return { statementAdded: true, policyDependable };
  }
}

function addTo(poolRole: PoolRole, statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
  const own = Stack.of(poolRole);
  const home = stackOfResources(statement, own);
  if (home === own) return poolRole.role.addToPrincipalPolicy(statement);
  const policy = policyIn(home, poolRole);
  policy.addStatements(statement);
  return { statementAdded: true, policyDependable: policy };
}

/** The stack of the first resource that is not in the role's own stack, else the role's. */
function stackOfResources(statement: iam.PolicyStatement, own: Stack): Stack {
  const targets = statement.resources
    .flatMap((resource) => Tokenization.reverseString(resource).tokens)
    .filter((token) => Reference.isReference(token))
    .map((reference) => Stack.of(reference.target));
  return targets.find((stack) => stack !== own) ?? own;
}

function policyIn(stack: Stack, poolRole: PoolRole): iam.Policy {
  const id = `${Names.nodeUniqueId(poolRole.node)}Policy`;
  const existing = stack.node.tryFindChild(id);
  if (existing instanceof iam.Policy) return existing;
  return new iam.Policy(stack, id, {
    policyName: policyName(stack, id),
    roles: [poolRole.role],
  });
}

import { Names, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DependencyGroup } from 'constructs';
import type { PoolRole } from './pool-role';
import { policyIn, stackOfResources } from './separate-policy';

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
  const policy = policyIn(home, `${Names.nodeUniqueId(poolRole.node)}Policy`, poolRole.role);
  policy.addStatements(statement);
  return { statementAdded: true, policyDependable: policy };
}

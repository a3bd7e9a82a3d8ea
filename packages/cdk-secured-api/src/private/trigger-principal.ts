import { Names, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { policyIn, stackOfResources } from './separate-policy';

/**
 * The role of a trigger's function as a principal whose rights are policies of their own.
 *
 * The function waits for the policies that its role is born with, and the user pool for the function:
 * a right to the user pool among them would be a circle.
 */
export class TriggerPrincipal implements iam.IGrantable, iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction = 'sts:AssumeRole';

  public constructor(
    private readonly scope: Construct,
    private readonly role: iam.IRole,
  ) {}

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return new iam.PrincipalPolicyFragment({ AWS: [this.role.roleArn] });
  }

  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const own = Stack.of(this.scope);
    const home = stackOfResources(statement, own);
    const id = `${Names.nodeUniqueId(this.role.node)}Policy`;
    const policy = policyIn(home === own ? this.scope : home, id, this.role);
    policy.addStatements(statement);
    return { statementAdded: true, policyDependable: policy };
  }
}

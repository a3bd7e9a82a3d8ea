import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface PoolRoleProps {
  /** How messages call the role's holders, such as `signed-in users`. */
  readonly holders: string;
  /** Makes the role, or brings it in. */
  readonly role: (scope: Construct) => iam.IRole;
}

/** A role that an identity pool gives, and what APIs have added to it. */
export class PoolRole extends Construct {
  public readonly role: iam.IRole;
  public readonly holders: string;
  /** Characters of the inline policies that APIs gave this role: IAM counts them per role. */
  public inlineCharacters = 0;
  /** Managed policies that APIs attached: IAM counts them per role, too. */
  public managedPolicies = 0;

  public constructor(scope: Construct, id: string, { holders, role }: PoolRoleProps) {
    super(scope, id);
    this.holders = holders;
    this.role = role(this);
  }
}

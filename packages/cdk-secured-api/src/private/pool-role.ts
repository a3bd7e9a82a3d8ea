import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { identityProvider } from './identity-provider';

/** Whether the identity pool gives a role to users or to guests. */
export type Amr = 'authenticated' | 'unauthenticated';

export interface PoolRoleProps {
  readonly identityPoolId: string;
  readonly amr: Amr;
  /** Whether the identity pool gives tags to the sessions. */
  readonly tagged: boolean;
  /** How messages call the role's holders, such as `signed-in users`. */
  readonly holders: string;
}

/**
 * A role that one identity pool, and nothing else, may give to its users or to its guests.
 *
 * Without both conditions any identity pool of any account could assume it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export class PoolRole extends Construct {
  public readonly role: iam.Role;
  public readonly amr: Amr;
  public readonly holders: string;
  /** Characters of the inline policies that APIs gave this role: IAM counts them per role. */
  public inlineCharacters = 0;
  /** Managed policies that APIs attached: IAM counts them per role, too. */
  public managedPolicies = 0;

  public constructor(scope: Construct, id: string, props: PoolRoleProps) {
    super(scope, id);
    this.amr = props.amr;
    this.holders = props.holders;
    const provider = identityProvider(this);
    const principal = new iam.FederatedPrincipal(
      provider,
      {
        StringEquals: { [`${provider}:aud`]: props.identityPoolId },
        'ForAnyValue:StringLike': { [`${provider}:amr`]: props.amr },
      },
      'sts:AssumeRoleWithWebIdentity',
    );
    this.role = new iam.Role(this, 'Role', {
      description: `Given to ${props.holders} by the identity pool`,
      assumedBy: props.tagged ? principal.withSessionTags() : principal,
    });
  }
}

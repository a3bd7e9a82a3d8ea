import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { identityProvider } from './identity-provider';

export interface UserRoleProps {
  readonly identityPoolId: string;
  /** Whether the identity pool gives the role to users or to guests. */
  readonly amr: 'authenticated' | 'unauthenticated';
  /** Whether the identity pool gives tags to the sessions. */
  readonly tagged: boolean;
  /** Whom the description names. */
  readonly holders: string;
}

/**
 * A role that one identity pool, and nothing else, may give to its users or to its guests.
 *
 * Without both conditions any identity pool of any account could assume it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function userRole(scope: Construct, props: UserRoleProps): iam.Role {
  const provider = identityProvider(scope);
  const principal = new iam.FederatedPrincipal(
    provider,
    {
      StringEquals: { [`${provider}:aud`]: props.identityPoolId },
      'ForAnyValue:StringLike': { [`${provider}:amr`]: props.amr },
    },
    'sts:AssumeRoleWithWebIdentity',
  );
  return new iam.Role(scope, 'Role', {
    description: `Given to ${props.holders} by the identity pool`,
    assumedBy: props.tagged ? principal.withSessionTags() : principal,
  });
}

import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ExistingGroup } from './existing-group';

/** An identity pool that takes the tokens of the user pool's client, and the roles that it gives. */
export interface ExistingIdentityPool {
  /** The id, such as `us-east-1:01234567-89ab-cdef-0123-456789abcdef`. */
  readonly identityPoolId: string;

  /** The role of signed-in users. */
  readonly authenticatedRole: IRole;

  /**
   * The role of guests.
   *
   * @default - no guests
   */
  readonly guestRole?: IRole;

  /**
   * The groups with a role of their own, in order of precedence.
   *
   * @default - no groups
   */
  readonly groups?: ExistingGroup[];
}

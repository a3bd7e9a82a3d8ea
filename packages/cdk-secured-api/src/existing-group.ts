import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { CognitoGroup } from './cognito-group';

/** A group of an existing user pool, with the role that the identity pool gives its members. */
export interface ExistingGroup extends CognitoGroup {
  /** The group's role. */
  readonly role: IRole;
}

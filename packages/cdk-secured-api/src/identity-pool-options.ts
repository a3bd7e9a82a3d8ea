import type { CognitoGroup } from './cognito-group';

/** Which AWS credentials users and guests get. */
export interface IdentityPoolOptions {
  /**
   * Whether visitors that are not signed in get credentials, of a role of their own.
   *
   * @default false
   */
  readonly guests?: boolean;

  /**
   * The groups in order of precedence: a user in several has the role of the first.
   *
   * @default - no groups
   */
  readonly groups?: CognitoGroup[];
}

import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { ExistingIdentityPool } from './existing-identity-pool';

/**
 * Properties of `CognitoAuth.fromExisting`: pools that are there, and what the client config says of
 * them. Nothing of the user pool or its client is changed.
 */
export interface ExistingAuthProps {
  /** The user pool. */
  readonly userPool: cognito.IUserPool;

  /** A client of the user pool without a secret. */
  readonly userPoolClient: cognito.IUserPoolClient;

  /**
   * The identity pool and its roles.
   *
   * @default - a new identity pool, with a role for signed-in users and, if asked for, one for guests
   */
  readonly identityPool?: ExistingIdentityPool;

  /**
   * Whether a new identity pool gives credentials to visitors that are not signed in.
   *
   * @default false
   */
  readonly guests?: boolean;

  /** Whether visitors may create their own account in the user pool. */
  readonly selfSignUp: boolean;

  /**
   * What users of the user pool sign in with.
   *
   * @default { email: true }
   */
  readonly signInAliases?: cognito.SignInAliases;

  /**
   * The flows that the client accepts, by the names of `InitiateAuth`.
   *
   * @default ['USER_SRP_AUTH']
   */
  readonly flows?: string[];

  /**
   * What the user pool asks of a password.
   *
   * @default - Cognito's own: 8 characters of all four classes
   */
  readonly passwordPolicy?: cognito.PasswordPolicy;

  /**
   * Whether users of the user pool need a second factor.
   *
   * @default Mfa.OPTIONAL
   */
  readonly mfa?: cognito.Mfa;

  /**
   * Origins of web servers on developers' machines, which APIs with this auth let in.
   *
   * @default - none
   */
  readonly devOrigins?: string[];
}

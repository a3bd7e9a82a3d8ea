import type * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * An API, as the user pool's OAuth server knows it: the scopes `identifier/scopeName` of its tokens.
 *
 * A scope says what a client asked for, not what a user may do: every user of a client may ask for
 * every scope that the client is allowed.
 */
export interface ResourceServer {
  /** What the scopes begin with: a word such as `items`, or the API's URL. */
  readonly identifier: string;

  /** The scopes, at least one. */
  readonly scopes: cognito.ResourceServerScopeProps[];

  /**
   * What people call it.
   *
   * @default - the identifier, with `-` for what Cognito does not take in a name
   */
  readonly name?: string;
}

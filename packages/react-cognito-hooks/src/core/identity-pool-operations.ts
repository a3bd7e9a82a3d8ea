/** A user pool's id token, by the pool's provider name; empty for a guest. */
export type Logins = Readonly<Record<string, string>>;

/**
 * The identity pool operations in use.
 *
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_Operations.html
 */
export interface IdentityPoolOperations {
  GetId: {
    input: { readonly IdentityPoolId: string; readonly Logins?: Logins };
    output: { readonly IdentityId?: string };
  };
  GetCredentialsForIdentity: {
    input: { readonly IdentityId: string; readonly Logins?: Logins };
    output: {
      readonly Credentials?: {
        readonly AccessKeyId?: string;
        readonly SecretKey?: string;
        readonly SessionToken?: string;
        /** Seconds since the epoch. */
        readonly Expiration?: number;
      };
    };
  };
}

/** What the identity pool knows of a caller, as Lambda events and logs show it. */
export interface CognitoIdentity {
  readonly amr: readonly string[];
  readonly identityId: string;
  readonly identityPoolId: string;
}

/** Temporary credentials of a role session. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch. */
  readonly expiration: number;
}

/** `sts:AssumeRoleWithWebIdentity` as the identity pool calls it. */
export interface WebIdentityRequest {
  readonly roleArn: string;
  /** Who vouches for the caller, such as `cognito-identity.amazonaws.com`. */
  readonly federatedPrincipal: string;
  /** Condition keys of the request, such as `cognito-identity.amazonaws.com:aud`. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly cognitoIdentity: CognitoIdentity;
  /** Principal tags; they also need `sts:TagSession` in the trust policy. */
  readonly tags?: Readonly<Record<string, string>>;
  /** A policy document that caps the session, as for guests of the enhanced flow. */
  readonly sessionPolicy?: unknown;
  readonly durationSeconds: number;
  /** Default: that of the enhanced flow. */
  readonly sessionName?: string;
}

/** STS, as the other services see it. */
export interface TokenService {
  /**
   * Issues credentials if the role's trust policy allows it.
   *
   * @throws AwsError `AccessDenied`, status 403, when the role does not exist or refuses
   */
  assumeRoleWithWebIdentity(request: WebIdentityRequest): Credentials;
}

/** A user to make. */
export interface NewUser {
  /** As it is given at sign-in: a name, or an address where the pool signs in by one. */
  readonly username: string;
  readonly password: string;
  /** Default: none but the address that `username` is, verified. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Default: none. */
  readonly groups?: readonly string[];
  /** The secret of an authenticator app, base32, as the preferred second factor. Default: none. */
  readonly totp?: string;
  /** Whether the user has proved who they are; if not, as after signing up. Default: true. */
  readonly confirmed?: boolean;
}

/** A user as tests name one: what `createUser` was given will do. */
export type UserName = Pick<NewUser, 'username'>;

/** A session as a browser keeps it. */
export interface SignedIn {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** Entries of `localStorage` that sign a page in, of `aws-amplify` and `react-cognito-hooks`. */
  readonly storage: Readonly<Record<string, string>>;
}

/** AWS credentials of a user, by the identity pool. */
export interface UserCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  readonly identityId: string;
}

/** Users without forms, for tests: nobody outside of this process signs in without a proof. */
export interface TestUsers {
  /**
   * Makes a user of the client config's pool, as an administrator would, in one write: whoever is
   * there has all of this.
   *
   * @throws AwsError what AWS would refuse it with
   * @throws LocalRuntimeError `NoClientConfig`
   */
  createUser(user: NewUser): Promise<void>;
  /**
   * Signs a user in without password and second factor; triggers run.
   *
   * @throws AwsError for a user who is not there, disabled or not confirmed
   * @throws LocalRuntimeError `NoClientConfig`
   */
  signIn(user: UserName): Promise<SignedIn>;
  /**
   * Signs a user in and asks the identity pool for credentials.
   *
   * @throws AwsError what `signIn` and the identity pool refuse with
   * @throws LocalRuntimeError `NoClientConfig`
   */
  credentials(user: UserName): Promise<UserCredentials>;
}

/** A sign-in at the hosted login that waits for an answer: the page has a key of it, no more. */
export interface LoginAttempt {
  readonly clientId: string;
  /** The browser that it began in. */
  readonly browserId: string;
  readonly challenge: string;
  /** The `Session` of the flow, which never leaves here. */
  readonly session: string;
  readonly username: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What a person may choose to prove themselves by. */
  readonly choices?: readonly string[];
  /** The secret of an authenticator app that is being set up. */
  readonly secretCode?: string;
}

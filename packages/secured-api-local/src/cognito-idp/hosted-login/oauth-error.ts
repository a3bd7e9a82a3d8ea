/** An error of OAuth 2.0 as its endpoints answer it (RFC 6749, sections 4.1.2.1 and 5.2). */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  private why: string | undefined;

  /**
   * @param code - such as `invalid_request`
   * @param description - for developers; never a secret
   * @param status - HTTP status where it is not a redirect
   */
  constructor(
    readonly code: string,
    readonly description?: string,
    readonly status = 400,
  ) {
    super(description ?? code);
  }

  /** Says why, for the developer's eyes: never a secret, and never in an answer. */
  because(reason: string | undefined): this {
    this.why = reason;
    return this;
  }

  /** Why, where there is more to say than the code. */
  get reason(): string | undefined {
    return this.why;
  }
}

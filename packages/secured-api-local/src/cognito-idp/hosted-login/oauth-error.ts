/** An error of OAuth 2.0 as its endpoints answer it (RFC 6749, sections 4.1.2.1 and 5.2). */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';

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
}

/** An answer that AWS itself would give, byte for byte: name, message and HTTP status. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  private why: string | undefined;

  /**
   * @param code - AWS's exception name, such as `NotAuthorizedException`
   * @param message - AWS's text
   * @param status - HTTP status, 400 unless AWS answers otherwise
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }

  /** Says why, for the developer's eyes: never a secret, and never in an answer. */
  because(reason: string): this {
    this.why = reason;
    return this;
  }

  /** Why, where there is more to say than AWS's text. */
  get reason(): string | undefined {
    return this.why;
  }
}

/** An answer that AWS itself would give, byte for byte: name, message and HTTP status. */
export class AwsError extends Error {
  override readonly name = 'AwsError';

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
}

/** What this runtime cannot do, and never what AWS would say: one line and a remedy. */
export class LocalRuntimeError extends Error {
  override readonly name = 'LocalRuntimeError';

  /**
   * @param code - a stable name, such as `UnmodelledProperty`
   * @param message - what was given and what was expected, lower-case, without a period
   * @param resolution - what to do about it
   */
  constructor(
    readonly code: string,
    message: string,
    readonly resolution: string,
  ) {
    super(message);
  }
}

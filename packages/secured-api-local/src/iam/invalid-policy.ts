/** A policy that IAM, or this evaluator, does not understand. It is never ignored. */
export class InvalidPolicy extends Error {
  override readonly name = 'InvalidPolicy';
}

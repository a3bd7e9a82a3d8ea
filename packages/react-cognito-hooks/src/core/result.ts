import { asCognitoError, type CognitoError } from './cognito-error';

/** What a call comes to: its data, or a refusal that the caller is expected to handle. */
export type Result<T = void> = { ok: true; data: T } | { ok: false; error: CognitoError };

/** Wraps data as a result. */
export const succeed = <T>(data: T): Result<T> => ({ ok: true, data });

/** Wraps an error as a result. */
export const refuse = (error: CognitoError): { ok: false; error: CognitoError } => ({
  ok: false,
  error,
});

/** Runs work to a result: whatever it throws becomes the refusal. */
export async function toResult<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return succeed(await work());
  } catch (thrown) {
    return refuse(asCognitoError(thrown));
  }
}

import { CognitoError } from 'react-cognito-hooks';
import { errorText } from '../texts/error-texts';

/** What came of asking for a number. */
export interface CallResult {
  /** HTTP status; null when nothing was sent or nothing came back. */
  readonly status: number | null;
  /** The API's message, or what went wrong. */
  readonly message: string;
  /** Who the API says was calling. */
  readonly caller: string;
}

/** Reads an answer of the demo's API. */
export async function readAnswer(response: Response): Promise<CallResult> {
  return toResult(response.status, await response.json());
}

/** Reads the body of an answer of the demo's API. */
export function toResult(status: number, body: unknown): CallResult {
  const fields: Partial<Record<string, unknown>> = Object(body);
  const { message, identityId } = fields;
  return {
    status,
    message: typeof message === 'string' ? message : '',
    caller: typeof identityId === 'string' ? identityId : 'anyone, without a signature',
  };
}

/** Shows a call that was not answered. */
export function toFailure(thrown: unknown): CallResult {
  const message = thrown instanceof CognitoError ? errorText(thrown) : 'The call failed.';
  return { status: null, message, caller: 'nobody' };
}

import type { Caller, Functions, InvokeAnswer } from '../lambda/functions';
import { withTimeout } from '../support/with-timeout';
import { type ApiAnswer, INTERNAL_SERVER_ERROR, message, REQUEST_TOO_LARGE } from './api-answer';
import type { FunctionIntegration } from './api-settings';
import { readLambdaAnswer } from './lambda-answer';

const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;
/** Even if every character of it were escaped. */
const SURELY_SMALL = 512 * 1024;

/** An answer, and why it is not the function's own. */
export interface Integrated {
  readonly answer: ApiAnswer;
  readonly reason: string | undefined;
}

/** Calls a route's function and maps what it returns, or how it failed, to the API's answer. */
export async function invokeIntegration(
  { functionArn, timeoutMs }: FunctionIntegration,
  functions: Functions,
  event: Readonly<Record<string, unknown>>,
  caller: Caller,
): Promise<Integrated> {
  if (isTooLarge(event)) {
    return { answer: REQUEST_TOO_LARGE, reason: 'the event is more than 6 MB' };
  }
  const invoked = await withTimeout(functions.invoke(functionArn, event, caller), timeoutMs);
  return invoked
    ? toAnswer(invoked, caller)
    : { answer: message(503, 'Service Unavailable'), reason: 'integration timed out' };
}

/** Whether Lambda takes no such event; a small body is not measured. */
function isTooLarge(event: Readonly<Record<string, unknown>>): boolean {
  if (typeof event.body !== 'string' || event.body.length < SURELY_SMALL) return false;
  return Buffer.byteLength(JSON.stringify(event)) > MAX_PAYLOAD_BYTES;
}

/** The gateway's answer to whatever went wrong behind it. */
export function failed(reason: string): Integrated {
  return { answer: INTERNAL_SERVER_ERROR, reason };
}

/** Why a function did not answer, for the developer's eyes. */
export function describeFailure(invoked: Exclude<InvokeAnswer, { outcome: 'answered' }>): string {
  if (invoked.outcome === 'failed') return `${FAILURES.failed}: ${invoked.errorType}`;
  if (invoked.outcome === 'notRunnable') return `${FAILURES.notRunnable}: ${invoked.reason}`;
  return FAILURES[invoked.outcome];
}

const FAILURES = {
  failed: 'the function failed',
  timedOut: 'the function timed out',
  refused: 'no permission lets the API invoke the function',
  notRunnable: 'the function does not run here',
};

function toAnswer(invoked: InvokeAnswer, { sourceArn }: Caller): Integrated {
  if (invoked.outcome === 'answered') {
    const answer = readLambdaAnswer(invoked.payload);
    if (!answer) return failed('the function returned an answer of no valid shape');
    if (Buffer.byteLength(answer.body) > MAX_PAYLOAD_BYTES) {
      return failed('the function returned more than 6 MB');
    }
    return { answer, reason: undefined };
  }
  const missing = invoked.outcome === 'refused' ? ` for ${sourceArn}` : '';
  return failed(describeFailure(invoked) + missing);
}

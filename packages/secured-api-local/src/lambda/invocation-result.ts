/** How an invocation ended. */
export type InvocationResult =
  | { readonly outcome: 'answered'; readonly payload: unknown }
  | { readonly outcome: 'failed'; readonly errorType: string; readonly errorMessage: string }
  | { readonly outcome: 'timedOut' };

/** What a runtime answers, of which it may say anything. */
export interface WorkerAnswer {
  readonly id: number;
  readonly ok: boolean;
  readonly payload?: unknown;
  readonly errorType?: unknown;
  readonly errorMessage?: unknown;
  /** Milliseconds that the handler took. */
  readonly tookMs?: unknown;
}

/** Reads what a worker posted. */
export function readAnswer(answer: WorkerAnswer): InvocationResult {
  return answer.ok ? readPayload(answer.payload) : readFailure(answer);
}

function readPayload(payload: unknown): InvocationResult {
  try {
    return { outcome: 'answered', payload: JSON.parse(String(payload ?? 'null')) };
  } catch {
    return failure('Runtime.MarshalError', 'the answer is not JSON');
  }
}

function readFailure({ errorType, errorMessage }: WorkerAnswer): InvocationResult {
  return failure(String(errorType ?? 'Error'), String(errorMessage ?? ''));
}

/** What a worker ended by, which need not be an error. */
export function readThrown(thrown: unknown): InvocationResult {
  if (!(thrown instanceof Error)) return failure('Error', String(thrown));
  const outOfMemory = 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return failure(outOfMemory ? 'Runtime.OutOfMemory' : thrown.name, thrown.message);
}

export function failure(errorType: string, errorMessage: string): InvocationResult {
  return { outcome: 'failed', errorType, errorMessage };
}

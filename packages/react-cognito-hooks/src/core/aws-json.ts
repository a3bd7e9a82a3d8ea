import { CognitoError, toCognitoError } from './cognito-error';
import { onAbort } from './on-abort';

/** A table of operations by name, with what each takes and answers. */
export type Operations<T> = { readonly [name in keyof T]: { input: object; output: object } };

/** Calls one operation of a service. */
export type Call<T extends Operations<T>> = <K extends keyof T & string>(
  operation: K,
  input: T[K]['input'],
  o?: { signal?: AbortSignal; timeoutMs?: number },
) => Promise<T[K]['output']>;

const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Makes a caller of an AWS JSON 1.1 service.
 *
 * Sends no header beyond the two that the protocol needs and leaves the cache mode alone:
 * anything more makes the browser ask for permission again before each call.
 *
 * @param service the name before the dot in `x-amz-target`
 */
export function createAwsJsonCall<T extends Operations<T>>(url: string, service: string): Call<T> {
  return async (operation, input, { signal, timeoutMs = DEFAULT_TIMEOUT_MS } = {}) => {
    const controller = new AbortController();
    const timer = setTimeout(
      () => controller.abort(new CognitoError('Timeout', `${operation} took over ${timeoutMs} ms`)),
      timeoutMs,
    );
    const stop = onAbort(signal, (reason) => controller.abort(reason));
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `${service}.${operation}`,
        },
        body: JSON.stringify(input),
        redirect: 'error', // a redirect would hand the body, tokens included, to another origin
        signal: controller.signal,
      });
      return await readAnswer(response);
    } catch (thrown) {
      throw toCallError(thrown, operation, controller.signal);
    } finally {
      clearTimeout(timer);
      stop();
    }
  };
}

async function readAnswer<T>(response: Response): Promise<T> {
  const text = await response.text();
  const answer = parseObject(text);
  if (response.ok && answer !== undefined) return answer as T;
  const name = answer?.__type ?? response.headers.get('x-amzn-errortype') ?? '';
  const message = answer?.message ?? answer?.Message ?? `status ${response.status}`;
  throw toCognitoError(String(name), String(message), response.status);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function toCallError(thrown: unknown, operation: string, signal: AbortSignal): CognitoError {
  if (thrown instanceof CognitoError) return thrown;
  if (signal.aborted) {
    if (signal.reason instanceof CognitoError) return signal.reason;
    return new CognitoError('Aborted', `${operation} was aborted`, { cause: signal.reason });
  }
  return new CognitoError('NetworkError', `${operation} got no answer`, { cause: thrown });
}

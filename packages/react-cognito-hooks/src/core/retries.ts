import { CognitoError } from './cognito-error';
import { withSignal } from './on-abort';

/** Which calls are repeated after a network error, a 429 or a 5xx. */
export interface RetryOptions {
  /** How often at most, beyond the first time. */
  attempts: number;
  /** @default ['GET', 'HEAD', 'PUT', 'DELETE'] */
  methods?: readonly string[];
}

const IDEMPOTENT = ['GET', 'HEAD', 'PUT', 'DELETE'];
const FIRST_PAUSE_MS = 200;

/** Sends, and again as often as the options allow, with doubling and jittered pauses. */
export async function withRetries(
  send: () => Promise<Response>,
  o: { method: string; retry: RetryOptions; signal: AbortSignal },
): Promise<Response> {
  const { attempts, methods = IDEMPOTENT } = o.retry;
  const allowed = methods.includes(o.method) ? attempts : 0;
  for (let repeated = 0; ; repeated += 1) {
    const last = repeated >= allowed;
    try {
      const response = await send();
      if (last || !isWorthRepeating(response.status)) return response;
      await response.body?.cancel();
    } catch (thrown) {
      if (last || thrown instanceof CognitoError) throw thrown;
    }
    const pauseMs = FIRST_PAUSE_MS * 2 ** repeated * (0.5 + Math.random() / 2);
    await withSignal(new Promise((resolve) => setTimeout(resolve, pauseMs)), o.signal);
  }
}

const isWorthRepeating = (status: number) => status === 429 || status >= 500;

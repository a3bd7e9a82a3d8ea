import { resolveApiTarget } from './api-target';
import type { AwsCredentials } from './aws-credentials';
import type { ClientInternals } from './client-internals';
import { CognitoError } from './cognito-error';
import { loadPart } from './load-part';
import { onAbort } from './on-abort';
import { readRequest } from './read-request';
import type { RetryOptions } from './retries';
import type { ApiRequest } from './sign-request';

/** How calls to an API are authorized and repeated. */
export interface SignedFetchOptions {
  /** The API that paths belong to, by its name in the config. @default - the only one */
  api?: string;
  /**
   * What proves who calls: a signature with the user's AWS credentials, the access token, the id
   * token, or nothing.
   *
   * @default 'iam'
   */
  auth?: 'iam' | 'bearer' | 'bearerId' | 'none';
  /** Whether a call is made as a guest when nobody is signed in. @default false */
  guest?: boolean;
  /** How often a failed call is repeated, for idempotent methods. @default false */
  retry?: false | RetryOptions;
}

/** A `fetch` whose paths resolve against an API's URL and whose requests are signed. */
export type SignedFetch = typeof fetch;

/** A call, and what takes it back. */
interface Prepared extends ApiRequest {
  readonly signal: AbortSignal;
}

/** What authorized one request, by which a refusal is judged. */
interface Authorized {
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials?: AwsCredentials;
}

/** A server's clock further away than this explains a refused signature. */
const SKEW_MS = 120_000;

/**
 * Creates a `fetch` that signs.
 *
 * Every HTTP status resolves. It rejects with a CognitoError `NotSignedIn`, `ForeignOrigin`,
 * `NetworkError` or `UserChanged`; an abort by the caller's signal passes untouched. A redirect is
 * refused, because it would hand the session token to another origin.
 */
export function createSignedFetch(
  internals: ClientInternals,
  options: SignedFetchOptions = {},
): SignedFetch {
  // What cannot be had now is asked for again, and spoken of, when it is needed.
  if ((options.auth ?? 'iam') === 'iam') loadSigner().catch(() => undefined);
  return async (input, init) => {
    const url = input instanceof Request ? input.url : input;
    const target = resolveApiTarget(internals.config, url, options.api);
    const read = await readRequest(input instanceof Request ? input : target.url, init);
    internals.store.reread();
    const linked = linkSignals(internals.store.identitySignal(), read.request.signal);
    const prepared: Prepared = { target, ...read, signal: linked.signal };
    try {
      const attempt = () => sendOnce(internals, options, prepared);
      const { retry } = options;
      if (!retry) return await attempt();
      const { withRetries } = await loadPart(() => import('./retries'));
      const { method } = read.request;
      return await withRetries(attempt, { method, retry, signal: linked.signal });
    } catch (thrown) {
      throw toFetchError(thrown, read.request.signal, linked.signal);
    } finally {
      linked.stop();
    }
  };
}

/** Loaded while the credentials are under way. */
const loadSigner = () => loadPart(() => import('./sign-request'));

/** Sends, and once more where a wrong clock or expired credentials explain a 403. */
async function sendOnce(
  internals: ClientInternals,
  options: SignedFetchOptions,
  prepared: Prepared,
): Promise<Response> {
  const authorize = createAuthorize(internals, options, prepared);
  const first = await authorize();
  const response = await send(internals, prepared, first);
  if (response.status !== 403 || !isExplained(internals, first, response)) return response;
  await response.body?.cancel();
  return send(internals, prepared, await authorize());
}

function isExplained({ clock }: ClientInternals, sent: Authorized, response: Response): boolean {
  if (sent.credentials === undefined) return false;
  const serverTimeMs = Date.parse(response.headers.get('date') ?? '');
  const skewed = Math.abs(serverTimeMs - clock.now()) > SKEW_MS;
  if (skewed) clock.learn(serverTimeMs);
  return skewed || sent.credentials.expiration.getTime() <= clock.now();
}

function createAuthorize(
  internals: ClientInternals,
  { auth = 'iam', guest = false }: SignedFetchOptions,
  prepared: Prepared,
): () => Promise<Authorized> {
  const { store, credentials, getTokens, clock } = internals;
  const { signal } = prepared;
  if (auth === 'none') return async () => ({ headers: {} });
  if (auth !== 'iam') {
    return async () => {
      const tokens = await getTokens({ signal });
      if (tokens === null) throw new CognitoError('NotSignedIn', 'nobody is signed in');
      const token = auth === 'bearer' ? tokens.accessToken : tokens.idToken;
      return { headers: { authorization: `Bearer ${token}` } };
    };
  }
  // Decided before tokens are asked for: a session that dies on the way is no guest's.
  const asGuest = guest && store.getState().status === 'signedOut';
  return async () => {
    const source = asGuest ? credentials.forGuest : credentials.forUser;
    const signer = await source({ signal });
    const { signRequest } = await loadSigner();
    const headers = await signRequest(prepared, signer, new Date(clock.now()));
    return { headers, credentials: signer };
  };
}

function send(
  { fetch }: ClientInternals,
  prepared: Prepared,
  authorized: Authorized,
): Promise<Response> {
  const { target, request, body, signal } = prepared;
  const { method, cache, credentials, keepalive, mode, referrer, referrerPolicy } = request;
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(authorized.headers)) headers.set(name, value);
  signal.throwIfAborted();
  return fetch(target.url, {
    ...{ method, cache, credentials, keepalive, mode, referrer, referrerPolicy },
    headers,
    ...(body.length > 0 && { body }),
    redirect: 'error',
    signal,
  });
}

/** One signal that aborts with the first of several; `AbortSignal.any` is newer than our browsers. */
function linkSignals(...signals: readonly AbortSignal[]) {
  const controller = new AbortController();
  const stops = signals.map((signal) => onAbort(signal, (reason) => controller.abort(reason)));
  return {
    signal: controller.signal,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

function toFetchError(thrown: unknown, own: AbortSignal, linked: AbortSignal): unknown {
  if (own.aborted) return own.reason;
  if (linked.aborted) return linked.reason;
  if (thrown instanceof CognitoError) return thrown;
  return new CognitoError('NetworkError', 'the API gave no answer', { cause: thrown });
}

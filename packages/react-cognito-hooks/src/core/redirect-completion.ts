import type { ClientInternals } from './client-internals';
import { CognitoError, type CognitoErrorCode } from './cognito-error';
import { takeTokens } from './fresh-tokens';
import { hasShape } from './has-shape';
import { readClaims } from './jwt-claims';
import { type RedirectAttempt, redirectAttempt } from './redirect-attempt';
import type { AuthenticationAnswer } from './user-pool-operations';

const TIMEOUT_MS = 15_000;
const NAMES = ['state', 'code', 'error', 'error_description'] as const;

/** OAuth's errors by what they mean here. */
const CODES: ReadonlyMap<string, CognitoErrorCode> = /* @__PURE__ */ new Map([
  ['access_denied', 'NotAuthorizedException'],
  ['invalid_grant', 'NotAuthorizedException'],
  ['invalid_request', 'InvalidParameterException'],
  ['invalid_scope', 'InvalidParameterException'],
  ['server_error', 'InternalErrorException'],
  ['temporarily_unavailable', 'TooManyRequestsException'],
]);

/**
 * Trades the code of the hosted login for tokens, and goes to the page that the sign-in began for.
 *
 * @param query what the hosted login came back with; parameters of the page's own are put back
 * @throws CognitoError `StateMismatch` for an answer that this tab did not ask for, and what the
 * hosted login refuses with
 */
export async function completeRedirect(internals: ClientInternals, query: string): Promise<void> {
  const parameters = new URLSearchParams(query);
  const [state, code, error, description] = NAMES.map((name) => {
    const value = parameters.get(name);
    parameters.delete(name);
    return value ?? undefined;
  });
  const { history, location } = globalThis;
  const own = parameters.toString();
  if (own !== '') history.replaceState(history.state, '', withQuery(location.href, own));
  const stored = redirectAttempt(internals.config);
  const attempt = stored.read();
  if (attempt === undefined || attempt.state !== state) {
    throw new CognitoError('StateMismatch', 'this tab did not ask for what the hosted login says');
  }
  stored.clear(); // an answer to something else leaves the attempt to its own
  if (code === undefined) throw refusalOf(error, description);
  takeTokens(internals, await trade(internals, attempt, code))?.adopt({ hosted: true });
  goTo(attempt.returnTo);
}

async function trade(
  { config, fetch }: ClientInternals,
  attempt: RedirectAttempt,
  code: string,
): Promise<AuthenticationAnswer> {
  const response = await fetch(`${config.hostedLogin?.url}/oauth2/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: config.userPoolClientId,
      redirect_uri: attempt.redirectUri,
      code_verifier: attempt.verifier,
      code,
    }).toString(),
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new CognitoError('NetworkError', 'the hosted login cannot be reached', { cause });
  });
  const given: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const error = hasShape(given, { error: 'string' }) ? given.error : undefined;
    throw refusalOf(error, undefined, response.status);
  }
  if (!hasShape(given, { access_token: 'string', id_token: 'string' })) {
    throw new CognitoError('Unknown', 'the hosted login answers no access and id token');
  }
  if (readClaims(given.id_token)?.nonce !== attempt.nonce) {
    throw new CognitoError('StateMismatch', 'the id token was not made for this sign-in');
  }
  return {
    AuthenticationResult: {
      AccessToken: given.access_token,
      IdToken: given.id_token,
      ...(hasShape(given, { refresh_token: 'string' }) && { RefreshToken: given.refresh_token }),
    },
  };
}

/** A function of the user pool that refuses is known by its text alone. */
function refusalOf(
  error: string | undefined,
  description: string | undefined,
  status?: number,
): CognitoError {
  const byFunction = description?.includes('failed with error');
  const code = byFunction ? 'UserLambdaValidationException' : CODES.get(error ?? '');
  const message = [error, description].filter(Boolean).join(': ');
  return new CognitoError(code ?? 'Unknown', `the hosted login refuses: ${message}`, { status });
}

const withQuery = (href: string, query: string) => href.replace(/(?=#|$)/, `?${query}`);

/** Routers that listen already hear of it as of a step back. */
function goTo(page: string): void {
  const { history, location } = globalThis;
  if (page === location.href) return;
  history.replaceState(null, '', page);
  globalThis.dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

import { AwsError } from '../../support/aws-error';
import type { ServerAnswer } from '../../support/loopback-server';
import type { User } from '../users/user';
import { AuthorizationRefused, withParameters } from './authorization-refused';
import type { AuthorizeRequest } from './authorize-request';
import { issueHostedTokens } from './hosted-tokens';
import type { LoginContext } from './login-context';
import { OAuthError } from './oauth-error';
import { redirect } from './page';

/** Who goes back to the client, and the browser's session that they have. */
interface LoggedIn {
  readonly user: User;
  readonly loginId: string;
}

/**
 * Begins a session of the browser and goes back to the client.
 *
 * @throws AuthorizationRefused where a trigger keeps the tokens back
 */
export async function finishLogin(
  context: LoginContext,
  authorize: AuthorizeRequest,
  user: User,
): Promise<ServerAnswer> {
  const { logins } = context.backend;
  const { loginKey } = context.browser;
  if (loginKey !== undefined) logins.end(loginKey);
  const key = logins.open(user);
  return redirectToClient(context, authorize, { user, loginId: key });
}

/**
 * Goes back to the client, with a code or with tokens, for whoever has a session.
 *
 * @throws AuthorizationRefused where a trigger keeps the tokens back
 */
export async function redirectToClient(
  context: LoginContext,
  authorize: AuthorizeRequest,
  loggedIn: LoggedIn,
): Promise<ServerAnswer> {
  const location =
    authorize.responseType === 'code'
      ? withCode(context, authorize, loggedIn)
      : await withTokens(context, authorize, loggedIn);
  return redirect(location, [context.browser.loginCookie(loggedIn.loginId)]);
}

function withCode(
  { backend }: LoginContext,
  authorize: AuthorizeRequest,
  { user, loginId }: LoggedIn,
): string {
  const { client, redirectUri, hasRedirectUri, codeChallenge, scopes, nonce, state } = authorize;
  const { poolId, username, sub, generation } = user;
  const code = backend.authorizationCodes.issue({
    clientId: client.id,
    redirectUri,
    hasRedirectUri,
    codeChallenge,
    ...{ poolId, username, sub, generation },
    scopes,
    nonce,
    loginId,
  });
  return withParameters(redirectUri, { code, state });
}

/** In the fragment, which no server is told (RFC 6749, section 4.2.2); never a refresh token. */
async function withTokens(
  { backend }: LoginContext,
  { client, redirectUri, scopes, nonce, state }: AuthorizeRequest,
  { user, loginId }: LoggedIn,
): Promise<string> {
  const session = backend.sessions.open(user, client, { grant: { scopes, loginId } });
  try {
    const issued = await issueHostedTokens(backend, { user, client, session, nonce });
    const fragment = new URLSearchParams(
      Object.entries({ ...issued, ...(state !== undefined && { state }) }).map(
        ([name, value]): [string, string] => [name, String(value)],
      ),
    );
    return `${redirectUri}#${fragment}`;
  } catch (error) {
    if (error instanceof OAuthError) {
      const denied = new OAuthError('access_denied').because('the session ended meanwhile');
      throw new AuthorizationRefused(redirectUri, state, denied);
    }
    if (!(error instanceof AwsError)) throw error;
    throw new AuthorizationRefused(
      redirectUri,
      state,
      new OAuthError('invalid_request', error.message).because(error.reason),
    );
  }
}

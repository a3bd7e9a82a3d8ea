import type { ServerAnswer } from '../../support/loopback-server';
import { AuthorizationRefused } from './authorization-refused';
import { type AuthorizeRequest, readAuthorizeRequest } from './authorize-request';
import { redirectToClient } from './finish-login';
import type { LoginContext } from './login-context';
import { readParameters } from './login-request';
import { OAuthError } from './oauth-error';
import { redirect } from './page';

/** `GET /oauth2/authorize`: on to the client where the browser has a session, else to a page. */
export async function answerAuthorize(context: LoginContext): Promise<ServerAnswer> {
  const { backend, pool, browser, request } = context;
  const authorize = readAuthorizeRequest(backend, pool, readParameters(request.query));
  const { loginKey: loginId = '' } = browser;
  const user = backend.logins.find(pool.id, loginId);
  if (user !== undefined && mayReuse(authorize)) {
    return redirectToClient(context, authorize, { user, loginId });
  }
  if (authorize.prompt === 'none') {
    const { redirectUri, state } = authorize;
    throw new AuthorizationRefused(redirectUri, state, new OAuthError('login_required'));
  }
  return redirect(`${firstPage(authorize)}?${request.query}`);
}

function mayReuse({ prompt, provider }: AuthorizeRequest): boolean {
  return provider === undefined && prompt !== 'login' && prompt !== 'select_account';
}

/** One provider alone, or one that the client chose, needs no page of choices. */
function firstPage({ client, provider }: AuthorizeRequest): string {
  const [only = 'COGNITO', ...others] = client.oauth.providers;
  const chosen = provider ?? (others.length === 0 ? only : 'COGNITO');
  return chosen === 'COGNITO' ? '/login' : '/stand-in';
}

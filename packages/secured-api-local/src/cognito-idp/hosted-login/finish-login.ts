import type { ServerAnswer } from '../../support/loopback-server';
import type { User } from '../users/user';
import { withParameters } from './authorization-refused';
import type { AuthorizeRequest } from './authorize-request';
import type { LoginContext } from './login-context';
import { redirect } from './page';

/** Begins a session of the browser and goes back to the client with a code. */
export async function finishLogin(
  context: LoginContext,
  authorize: AuthorizeRequest,
  user: User,
): Promise<ServerAnswer> {
  const { logins, store } = context.backend;
  const { loginKey } = context.browser;
  if (loginKey !== undefined) logins.end(loginKey);
  const key = logins.open(user);
  await store.durable();
  return redirectWithCode(context, authorize, { user, loginId: key });
}

/** Goes back to the client with a code for whoever has a session. */
export function redirectWithCode(
  { backend, browser }: LoginContext,
  authorize: AuthorizeRequest,
  { user, loginId }: { readonly user: User; readonly loginId: string },
): ServerAnswer {
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
  return redirect(withParameters(redirectUri, { code, state }), [browser.loginCookie(loginId)]);
}

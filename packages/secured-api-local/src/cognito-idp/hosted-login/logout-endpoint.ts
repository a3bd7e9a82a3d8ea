import { AwsError } from '../../support/aws-error';
import type { ServerAnswer } from '../../support/loopback-server';
import { loginClient } from './authorize-request';
import type { LoginContext } from './login-context';
import { readParameters } from './login-request';
import { redirect } from './page';

/**
 * `GET /logout`: ends the browser's session and goes to a registered URL, or signs in anew.
 *
 * @throws AwsError what the page of errors shows
 */
export function answerLogout({ backend, pool, browser, request }: LoginContext): ServerAnswer {
  const parameters = readParameters(request.query);
  const { oauth } = loginClient(backend, pool, parameters);
  const logoutUri = parameters.get('logout_uri');
  const signsInAnew = logoutUri === undefined && parameters.has('redirect_uri');
  if (!signsInAnew && !oauth.logoutUrls.includes(logoutUri ?? '')) {
    throw new AwsError('invalid_request', 'logout_uri is none of the client');
  }
  if (browser.loginKey !== undefined) backend.logins.end(browser.loginKey);
  const location = logoutUri ?? `/login?${request.query}`;
  return redirect(location, [browser.loginCookie(undefined)]);
}

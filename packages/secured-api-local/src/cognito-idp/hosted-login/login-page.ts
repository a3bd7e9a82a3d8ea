import { AwsError } from '../../support/aws-error';
import type { ServerAnswer } from '../../support/loopback-server';
import { startUserPasswordAuth } from '../auth-flows/user-password-auth';
import { type AuthorizeRequest, readAuthorizeRequest } from './authorize-request';
import { showStep } from './challenge-page';
import { type Html, html } from './html';
import type { LoginContext } from './login-context';
import { readParameters } from './login-request';
import { field, form, pageAnswer, redirect } from './page';

/** What the page of the first step shows beside its fields. */
interface LoginPage {
  readonly username?: string;
  readonly alert?: string;
  readonly notice?: string;
}

const NOTICES = new Map([
  ['confirmed', 'Your account is confirmed. Sign in.'],
  ['reset', 'Your password is changed. Sign in.'],
]);

/** `GET /login`: asks for name and password, and offers the client's other providers. */
export function answerLoginPage(context: LoginContext): ServerAnswer {
  const parameters = readParameters(context.request.query);
  const authorize = readAuthorizeRequest(context.backend, context.pool, parameters);
  const notice = NOTICES.get(parameters.get('notice') ?? '');
  return showLogin(context, authorize, { username: authorize.loginHint, notice });
}

/** `POST /login`: goes on by name and password. */
export async function answerPassword(context: LoginContext): Promise<ServerAnswer> {
  const { backend, pool, browser, request } = context;
  const authorize = readAuthorizeRequest(backend, pool, readParameters(request.query));
  const posted = readParameters(request.body);
  browser.assertOwnForm(posted);
  const { client } = authorize;
  const username = posted.get('username') ?? '';
  if (!client.oauth.providers.includes('COGNITO')) {
    return showLogin(context, authorize, { alert: 'Sign in by one of the providers.' });
  }
  try {
    const step = await startUserPasswordAuth(backend, {
      pool,
      client,
      parameters: { USERNAME: username, PASSWORD: posted.get('password') ?? '' },
      clientMetadata: {},
      hosted: true,
    });
    return await showStep(context, authorize, step);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    context.explain(error);
    return afterRefusal(context, authorize, { username, error });
  }
}

function afterRefusal(
  context: LoginContext,
  authorize: AuthorizeRequest,
  { username, error }: { readonly username: string; readonly error: AwsError },
): ServerAnswer {
  const next = {
    UserNotConfirmedException: '/confirm',
    PasswordResetRequiredException: '/forgotPassword',
  };
  const page = Object.entries(next).find(([code]) => code === error.code)?.[1];
  if (page === undefined) return showLogin(context, authorize, { username, alert: error.message });
  const query = new URLSearchParams(context.request.query);
  query.set('username', username);
  return redirect(`${page}?${query}`);
}

function showLogin(
  context: LoginContext,
  authorize: AuthorizeRequest,
  { username, alert, notice }: LoginPage,
): ServerAnswer {
  const { browser, pool, request } = context;
  const { client, redirectUri } = authorize;
  const { providers } = client.oauth;
  const { query } = request;
  const password = html`${field({ name: 'username', label: 'Username', autocomplete: 'username', value: username })}
${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' })}
<button>Sign in</button>`;
  const links = html`<p><a href="/forgotPassword?${query}">Forgot your password?</a></p>
${pool.selfSignUp ? html`<p><a href="/signup?${query}">Create an account</a></p>` : undefined}`;
  return pageAnswer(context, {
    title: 'Sign in',
    alert,
    notice,
    redirectUri,
    body: html`${providers.filter((name) => name !== 'COGNITO').map((name) => providerLink(name, query))}
${providers.includes('COGNITO') ? html`${form(browser, `/login?${query}`, password)}${links}` : undefined}`,
  });
}

function providerLink(name: string, query: string): Html {
  const parameters = new URLSearchParams(query);
  parameters.set('identity_provider', name);
  return html`<a class="provider" href="/oauth2/authorize?${parameters.toString()}">Continue with ${name}</a>`;
}

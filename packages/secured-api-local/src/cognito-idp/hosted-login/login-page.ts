import { AwsError } from '../../support/aws-error';
import type { ServerAnswer } from '../../support/loopback-server';
import { startUserAuth } from '../auth-flows/user-auth';
import { startUserPasswordAuth } from '../auth-flows/user-password-auth';
import { type AuthorizeRequest, readAuthorizeRequest } from './authorize-request';
import { showStep } from './challenge-page';
import { type Html, html } from './html';
import type { LoginContext } from './login-context';
import { readParameters } from './login-request';
import { offersChoice } from './offers-choice';
import { field, form, pageAnswer, passwordField, redirect } from './page';
import { pageAfterRefusal } from './page-after-refusal';

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

/** `GET /login`: asks for the name, and for the password where nothing else will do, and offers the client's other providers. */
export function answerLoginPage(context: LoginContext): ServerAnswer {
  const parameters = readParameters(context.request.query);
  const authorize = readAuthorizeRequest(context.backend, context.pool, parameters);
  const notice = NOTICES.get(parameters.get('notice') ?? '');
  return showLogin(context, authorize, { username: authorize.loginHint, notice });
}

/** `POST /login`: goes on by name and password, or by the name alone where there is a choice. */
export async function answerPassword(context: LoginContext): Promise<ServerAnswer> {
  const { backend, pool, browser, request } = context;
  const authorize = readAuthorizeRequest(backend, pool, readParameters(request.query));
  const posted = readParameters(request.body);
  browser.assertOwnForm(posted);
  const { client } = authorize;
  const username = posted.get('username') ?? '';
  const password = posted.get('password') ?? '';
  if (!client.oauth.providers.includes('COGNITO')) {
    return showLogin(context, authorize, { alert: 'Sign in by one of the providers.' });
  }
  try {
    const request = { pool, client, clientMetadata: {}, hosted: true };
    const step = offersChoice(pool, client)
      ? await startUserAuth(backend, { ...request, parameters: { USERNAME: username } })
      : await startUserPasswordAuth(backend, {
          ...request,
          parameters: { USERNAME: username, PASSWORD: password },
        });
    return await showStep(context, authorize, { step, username });
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
  const page = pageAfterRefusal(context.request.query, username, error);
  if (page !== undefined) return redirect(page);
  return showLogin(context, authorize, { username, alert: error.message });
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
  const name = field({
    name: 'username',
    label: 'Username',
    autocomplete: 'username',
    value: username,
  });
  const fields = offersChoice(pool, client)
    ? html`${name}<button>Next</button>`
    : html`${name}${passwordField()}<button>Sign in</button>`;
  const links = html`<p><a href="/forgotPassword?${query}">Forgot your password?</a></p>
${pool.selfSignUp ? html`<p><a href="/signup?${query}">Create an account</a></p>` : undefined}`;
  return pageAnswer(context, {
    title: 'Sign in',
    alert,
    notice,
    redirectUri,
    body: html`${providers.filter((name) => name !== 'COGNITO').map((name) => providerLink(name, query))}
${providers.includes('COGNITO') ? html`${form(browser, `/login?${query}`, fields)}${links}` : undefined}`,
  });
}

function providerLink(name: string, query: string): Html {
  const parameters = new URLSearchParams(query);
  parameters.set('identity_provider', name);
  return html`<a class="provider" href="/oauth2/authorize?${parameters.toString()}">Continue with ${name}</a>`;
}

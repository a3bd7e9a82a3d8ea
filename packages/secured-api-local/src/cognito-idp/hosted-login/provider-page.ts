import { AwsError } from '../../support/aws-error';
import type { ServerAnswer } from '../../support/loopback-server';
import type { IdentityProviderSettings } from '../pool/user-pool-settings';
import { authenticated } from '../sign-in/sign-in';
import { AuthorizationRefused } from './authorization-refused';
import { type AuthorizeRequest, readAuthorizeRequest } from './authorize-request';
import { federatedUser } from './federated-user';
import { finishLogin } from './finish-login';
import { html } from './html';
import type { LoginContext } from './login-context';
import { readParameters } from './login-request';
import { OAuthError } from './oauth-error';
import { field, form, pageAnswer } from './page';

const NO_SUBJECT = 'Say who signs in: the subject is the id of an account at the provider.';

/** `GET /stand-in`: in the place of a provider's own page, asks who signs in there. */
export function answerProviderPage(context: LoginContext): ServerAnswer {
  const { backend, pool, request } = context;
  const authorize = readAuthorizeRequest(backend, pool, readParameters(request.query));
  return showProvider(context, authorize, providerOf(context, authorize));
}

/** `POST /stand-in`: goes on as the provider would, with the user that was typed in. */
export async function answerProviderForm(context: LoginContext): Promise<ServerAnswer> {
  const { backend, pool, browser, request } = context;
  const authorize = readAuthorizeRequest(backend, pool, readParameters(request.query));
  const provider = providerOf(context, authorize);
  const posted = readParameters(request.body);
  browser.assertOwnForm(posted);
  const { client, redirectUri, state } = authorize;
  if (posted.has('refuse')) {
    throw new AuthorizationRefused(redirectUri, state, new OAuthError('access_denied'));
  }
  const subject = posted.get('subject')?.trim() ?? '';
  if (!/^[\x21-\x7e]{1,90}$/.test(subject))
    return showProvider(context, authorize, provider, NO_SUBJECT);
  const claims = Object.fromEntries(
    claimsOf(provider).map((name) => [name, posted.get(`claim.${name}`)?.trim() ?? '']),
  );
  try {
    const known = await federatedUser(backend, { pool, client, provider, subject, claims });
    const user = await authenticated(backend, { pool, client, user: known, clientMetadata: {} });
    return await finishLogin(context, authorize, user);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // As Cognito does, the client is told what a provider's user was refused for.
    throw new AuthorizationRefused(
      redirectUri,
      state,
      new OAuthError('invalid_request', error.message).because(error.reason),
    );
  }
}

function providerOf(
  { backend, pool }: LoginContext,
  { client, provider }: AuthorizeRequest,
): IdentityProviderSettings {
  const name = provider ?? client.oauth.providers[0];
  const found = backend.registry.providers(pool.id).find((candidate) => candidate.name === name);
  if (found === undefined) throw new AwsError('invalid_request', 'There is no such provider.');
  return found;
}

function showProvider(
  context: LoginContext,
  { redirectUri }: AuthorizeRequest,
  provider: IdentityProviderSettings,
  alert?: string,
): ServerAnswer {
  const { browser, request } = context;
  const fields = html`${field({ name: 'subject', label: 'Subject' })}
${claimsOf(provider).map((name) => field({ name: `claim.${name}`, label: name, isOptional: true }))}
<button>Sign in</button>
<button name="refuse" value="refuse" formnovalidate>Refuse</button>`;
  return pageAnswer(context, {
    title: `Stand-in for ${provider.name}`,
    alert,
    redirectUri,
    body: html`<p>Nothing is asked of the provider: whoever you type in has signed in there.</p>
${form(browser, `/stand-in?${request.query}`, fields)}`,
  });
}

/** The claims that the template maps; what names the user is the subject. */
function claimsOf({ attributeMapping }: IdentityProviderSettings): readonly string[] {
  const mapped = Object.entries(attributeMapping).filter(([attribute]) => attribute !== 'username');
  return [...new Set(mapped.map(([, claim]) => claim))];
}

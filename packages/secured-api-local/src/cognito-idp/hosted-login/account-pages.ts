import type { Operation } from '../../aws-endpoint/operation';
import { AwsError } from '../../support/aws-error';
import type { ServerAnswer } from '../../support/loopback-server';
import { confirmForgotPassword } from '../operations/confirm-forgot-password';
import { confirmSignUp } from '../operations/confirm-sign-up';
import { forgotPassword } from '../operations/forgot-password';
import { resendConfirmationCode } from '../operations/resend-confirmation-code';
import { signUpWithPassword } from '../operations/sign-up';
import { secretHashOf } from '../pool/calling-client';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { readAuthorizeRequest } from './authorize-request';
import { type Html, html } from './html';
import type { LoginContext } from './login-context';
import { type Parameters, readParameters } from './login-request';
import { field, form, pageAnswer, redirect } from './page';

/** A page that runs one operation of the user pool and leads on to another page. */
interface AccountPage {
  readonly title: string;
  readonly button: string;
  readonly operation: (backend: UserPoolBackend) => Operation;
  readonly fields: (context: LoginContext, username: string) => Html;
  readonly input: (posted: Parameters, pool: UserPoolSettings) => Record<string, unknown>;
  /** The page after it, and the notice that it shows. */
  readonly next: { readonly path: string; readonly notice?: string };
  /** Another page for who is stuck. */
  readonly link?: { readonly path: string; readonly text: string };
}

const PAGES = new Map<string, AccountPage>([
  [
    '/signup',
    {
      title: 'Create an account',
      button: 'Sign up',
      operation: signUpWithPassword,
      fields: ({ pool }, username) =>
        html`${usernameField(username)}${attributeFields(pool)}${newPasswordField()}`,
      input: (posted, pool) => ({
        Password: posted.get('password') ?? '',
        UserAttributes: askedAttributes(pool).flatMap((name) => {
          const value = posted.get(`attribute.${name}`);
          return value === undefined ? [] : [{ Name: name, Value: value }];
        }),
      }),
      next: { path: '/confirm' },
    },
  ],
  [
    '/confirm',
    {
      title: 'Confirm your account',
      button: 'Confirm',
      operation: confirmSignUp,
      fields: (_, username) => html`${usernameField(username)}${codeField()}`,
      input: (posted) => ({ ConfirmationCode: posted.get('code') ?? '' }),
      next: { path: '/login', notice: 'confirmed' },
      link: { path: '/resendcode', text: 'Send a new code' },
    },
  ],
  [
    '/resendcode',
    {
      title: 'Send a new code',
      button: 'Send',
      operation: resendConfirmationCode,
      fields: (_, username) => usernameField(username),
      input: () => ({}),
      next: { path: '/confirm' },
    },
  ],
  [
    '/forgotPassword',
    {
      title: 'Forgot your password?',
      button: 'Send a code',
      operation: forgotPassword,
      fields: (_, username) => usernameField(username),
      input: () => ({}),
      next: { path: '/confirmForgotPassword' },
    },
  ],
  [
    '/confirmForgotPassword',
    {
      title: 'Choose a new password',
      button: 'Change the password',
      operation: confirmForgotPassword,
      fields: (_, username) => html`${usernameField(username)}${codeField()}${newPasswordField()}`,
      input: (posted) => ({
        ConfirmationCode: posted.get('code') ?? '',
        Password: posted.get('password') ?? '',
      }),
      next: { path: '/login', notice: 'reset' },
    },
  ],
]);

/** Paths of the pages around an account. */
export const ACCOUNT_PATHS: readonly string[] = [...PAGES.keys()];

/** A page around an account, or what it leads to. */
export async function answerAccountPage(context: LoginContext): Promise<ServerAnswer> {
  const { backend, pool, browser, request } = context;
  const page = PAGES.get(request.path);
  if (page === undefined) throw new AwsError('not_found', 'There is no such page.', 404);
  const query = readParameters(request.query);
  const { client } = readAuthorizeRequest(backend, pool, query);
  if (request.method !== 'POST') {
    return show(context, page, { username: query.get('username') ?? '' });
  }
  const posted = readParameters(request.body);
  browser.assertOwnForm(posted);
  const username = posted.get('username')?.trim() ?? '';
  const input = {
    ...page.input(posted, pool),
    ClientId: client.id,
    Username: username,
    SecretHash: secretHashOf(client, username),
  };
  try {
    await page.operation(backend).run(input, { requestId: '', sourceIp: '', userAgent: '' });
    return redirect(`${page.next.path}?${nextQuery(context, page, username)}`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    context.explain(error);
    return show(context, page, { username, alert: error.message });
  }
}

function show(
  context: LoginContext,
  { title, button, fields, link }: AccountPage,
  { username, alert }: { readonly username: string; readonly alert?: string },
): ServerAnswer {
  const { browser, request } = context;
  const body = html`${fields(context, username)}<button>${button}</button>`;
  const other = link && html`<p><a href="${link.path}?${request.query}">${link.text}</a></p>`;
  return pageAnswer(context, {
    title,
    alert,
    body: html`${form(browser, `${request.path}?${request.query}`, body)}${other}
<p><a href="/login?${request.query}">Sign in</a></p>`,
  });
}

function nextQuery({ request }: LoginContext, { next }: AccountPage, username: string): string {
  const query = new URLSearchParams(request.query);
  query.delete('notice');
  query.set('username', username);
  if (next.path === '/login') {
    query.delete('username');
    query.set('login_hint', username);
  }
  if (next.notice !== undefined) query.set('notice', next.notice);
  return query.toString();
}

/** What the pool requires, and the addresses that it proves where the name is none. */
function askedAttributes({ schema, usernameAttributes, autoVerifiedAttributes }: UserPoolSettings) {
  const required = schema
    .filter((one) => one.required && one.name !== 'sub')
    .map(({ name }) => name);
  const proved = usernameAttributes.length === 0 ? autoVerifiedAttributes : [];
  const given: readonly string[] = usernameAttributes.length === 1 ? usernameAttributes : [];
  return [...new Set([...required, ...proved])].filter((name) => !given.includes(name));
}

function attributeFields(pool: UserPoolSettings): readonly Html[] {
  return askedAttributes(pool).map((name) =>
    field({ name: `attribute.${name}`, label: name.replaceAll('_', ' ') }),
  );
}

function usernameField(value: string): Html {
  return field({ name: 'username', label: 'Username', autocomplete: 'username', value });
}

function codeField(): Html {
  const autocomplete = 'one-time-code';
  return field({ name: 'code', label: 'Code', autocomplete, numeric: true });
}

function newPasswordField(): Html {
  const autocomplete = 'new-password';
  return field({ name: 'password', label: 'Password', type: 'password', autocomplete });
}

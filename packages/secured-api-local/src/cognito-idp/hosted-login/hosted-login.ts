import { readFileSync } from 'node:fs';
import { AwsError } from '../../support/aws-error';
import type { ServerAnswer, ServerRequest } from '../../support/loopback-server';
import type { RequestLog } from '../../support/request-log';
import { CONFIRM_USER_PATH } from '../codes/sign-up-link';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import { toJsonWebKeySet } from '../tokens/signing-keys';
import type { UserPoolBackend } from '../user-pool-backend';
import { ACCOUNT_PATHS, answerAccountPage } from './account-pages';
import { AuthorizationRefused } from './authorization-refused';
import { answerAuthorize } from './authorize-endpoint';
import { readBrowser } from './browser';
import { answerChallengePage } from './challenge-page';
import { answerConfirmUser } from './confirm-endpoint';
import { endpointAnswer, endpointRefusal, preflightAnswer } from './endpoint-answer';
import { html } from './html';
import type { LoginContext } from './login-context';
import { answerLoginPage, answerPassword } from './login-page';
import { type LoginRefusal, reportLogin } from './login-report';
import { readLoginRequest } from './login-request';
import { answerLogout } from './logout-endpoint';
import { OAuthError } from './oauth-error';
import { pageAnswer, redirect } from './page';
import { answerProviderForm, answerProviderPage } from './provider-page';
import { answerRevoke } from './revoke-endpoint';
import { answerTokenRequest } from './token-endpoint';
import { answerUserInfo } from './user-info-endpoint';

/** The hosted login of one pool. */
export interface HostedLogin {
  answer(request: ServerRequest): Promise<ServerAnswer>;
}

type Handler = (context: LoginContext) => ServerAnswer | Promise<ServerAnswer>;

/** What pages load, from here alone. */
const FILES = new Map([
  ['/login.css', { type: 'text/css', url: new URL('./login.css', import.meta.url) }],
  ['/passkey.js', { type: 'text/javascript', url: new URL('./passkey.js', import.meta.url) }],
]);

const PAGES = new Map<string, Handler>([
  ['GET /oauth2/authorize', answerAuthorize],
  ['GET /login', answerLoginPage],
  ['POST /login', answerPassword],
  ['POST /login/challenge', answerChallengePage],
  ['GET /stand-in', answerProviderPage],
  ['POST /stand-in', answerProviderForm],
  ['GET /logout', answerLogout],
  [`GET ${CONFIRM_USER_PATH}`, answerConfirmUser],
  ...ACCOUNT_PATHS.flatMap((path): [string, Handler][] => [
    [`GET ${path}`, answerAccountPage],
    [`POST ${path}`, answerAccountPage],
  ]),
]);

const ENDPOINTS = new Map<string, (context: LoginContext) => unknown>([
  ['POST /oauth2/token', answerTokenRequest],
  ['GET /oauth2/userInfo', answerUserInfo],
  ['POST /oauth2/userInfo', answerUserInfo],
  ['POST /oauth2/revoke', answerRevoke],
  ['GET /.well-known/jwks.json', ({ backend }) => toJsonWebKeySet(backend.signingKey())],
]);

/** How a hosted login is reached, and where the developer reads of its requests. */
export interface HostedLoginOptions {
  readonly scheme: 'http' | 'https';
  readonly requests: Pick<RequestLog, 'add'>;
}

/** Makes the hosted login of a pool. */
export function createHostedLogin(
  backend: UserPoolBackend,
  pool: UserPoolSettings,
  { scheme, requests }: HostedLoginOptions,
): HostedLogin {
  const secret = backend.random.bytes(32);
  const newId = (): string => backend.random.bytes(32).toString('base64url');
  return {
    answer: async (serverRequest) => {
      const request = readLoginRequest(serverRequest);
      const browser = readBrowser({ poolId: pool.id, request, scheme, secret, newId });
      const file = FILES.get(request.path);
      if (file !== undefined) return fileAnswer(file);
      let refusal: LoginRefusal | undefined;
      const explain = (refused: LoginRefusal): void => {
        refusal = refused;
      };
      const answer = await answerDurably({ backend, pool, request, browser, explain });
      reportLogin(backend, requests, { request, status: answer.status, refusal });
      return answer;
    },
  };
}

/** What was counted or ended is kept before the answer leaves, also where it is a refusal. */
async function answerDurably(context: LoginContext): Promise<ServerAnswer> {
  try {
    return await answerRequest(context);
  } finally {
    await context.backend.store.durable();
  }
}

async function answerRequest(context: LoginContext): Promise<ServerAnswer> {
  const { method, path, headers } = context.request;
  const route = `${method} ${path}`;
  const endpoint = ENDPOINTS.get(route);
  if (endpoint !== undefined) return answerEndpoint(endpoint, context);
  if (method === 'OPTIONS') return preflightAnswer(headers);
  return answerPage(PAGES.get(route) ?? notFound, context);
}

async function answerEndpoint(
  endpoint: (context: LoginContext) => unknown,
  context: LoginContext,
): Promise<ServerAnswer> {
  try {
    return endpointAnswer(await endpoint(context));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    context.explain(error);
    return endpointRefusal(error);
  }
}

async function answerPage(handler: Handler, context: LoginContext): Promise<ServerAnswer> {
  try {
    return await handler(context);
  } catch (error) {
    if (error instanceof AuthorizationRefused) {
      context.explain(error.error);
      return redirect(error.location);
    }
    if (!(error instanceof AwsError) && !(error instanceof OAuthError)) throw error;
    context.explain(error);
    // Nothing is told at an address that the client did not register.
    return pageAnswer(context, {
      title: 'Something went wrong',
      alert: error.message,
      status: error.status,
      body: html``,
    });
  }
}

function notFound(): never {
  throw new AwsError('not_found', 'There is no such page.', 404);
}

function fileAnswer({ type, url }: { readonly type: string; readonly url: URL }): ServerAnswer {
  return {
    status: 200,
    headers: {
      'cache-control': 'public, max-age=60',
      'content-type': `${type}; charset=utf-8`,
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
    body: readFileSync(url),
  };
}

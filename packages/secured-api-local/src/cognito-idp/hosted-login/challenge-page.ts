import { AwsError } from '../../support/aws-error';
import type { ServerAnswer } from '../../support/loopback-server';
import { answerChallenge } from '../auth-flows/answer-challenge';
import { associateSoftwareToken } from '../operations/associate-software-token';
import { secretHashOf } from '../pool/calling-client';
import { sessionExpired } from '../pool/user-errors';
import { HostedSignIn } from '../sign-in/sign-in';
import { type AuthorizeRequest, readAuthorizeRequest } from './authorize-request';
import { canSetUp, challengeFields } from './challenge-fields';
import { challengeResponses } from './challenge-responses';
import { finishLogin } from './finish-login';
import { html } from './html';
import type { LoginAttempt } from './login-attempt';
import type { LoginContext } from './login-context';
import { readParameters } from './login-request';
import { form, pageAnswer, redirect } from './page';
import { pageAfterRefusal } from './page-after-refusal';

/** How long a page waits for its answer, whatever the flow's own session allows. */
const ATTEMPT_MS = 900_000;

/** A step of a flow that asks for more. */
interface Challenge {
  readonly ChallengeName: string;
  readonly ChallengeParameters: Readonly<Record<string, string>>;
  readonly AvailableChallenges?: readonly string[];
  readonly Session: string;
}

/** Answers a step of a flow: back to the client where it ended, else with the page that asks on. */
export async function showStep(
  context: LoginContext,
  authorize: AuthorizeRequest,
  { step, username }: { readonly step: unknown; readonly username: string },
): Promise<ServerAnswer> {
  if (step instanceof HostedSignIn) return finishLogin(context, authorize, step.user);
  const challenge = step as Challenge;
  const attempt: LoginAttempt = {
    clientId: authorize.client.id,
    browserId: context.browser.id,
    challenge: challenge.ChallengeName,
    session: challenge.Session,
    username: challenge.ChallengeParameters.USER_ID_FOR_SRP ?? username,
    parameters: challenge.ChallengeParameters,
    choices: challenge.AvailableChallenges,
  };
  return showChallenge(context, authorize, await withSecretCode(context, attempt));
}

/** `POST /login/challenge`: goes on by the answer that the page asked for. */
export async function answerChallengePage(context: LoginContext): Promise<ServerAnswer> {
  const { backend, pool, browser, request } = context;
  const authorize = readAuthorizeRequest(backend, pool, readParameters(request.query));
  const posted = readParameters(request.body);
  browser.assertOwnForm(posted);
  const key = posted.get('attempt') ?? '';
  const attempt = backend.loginAttempts.get(key);
  const { client } = authorize;
  if (attempt?.clientId !== client.id || attempt.browserId !== browser.id) {
    return redirect(`/login?${request.query}`);
  }
  try {
    const { session, responses } = await challengeResponses(context, attempt, posted);
    const secretHash = secretHashOf(client, attempt.username);
    const step = await answerChallenge(backend, attempt.challenge, {
      pool,
      client,
      session,
      clientMetadata: {},
      responses: {
        USERNAME: attempt.username,
        ...(secretHash !== undefined && { SECRET_HASH: secretHash }),
        ...responses,
      },
    });
    backend.loginAttempts.take(key);
    return await showStep(context, authorize, { step, username: attempt.username });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    context.explain(error);
    if (error.message === sessionExpired().message) return redirect(`/login?${request.query}`);
    const page = pageAfterRefusal(request.query, attempt.username, error);
    if (page !== undefined) return redirect(page);
    return showChallenge(context, authorize, attempt, error.message);
  }
}

/** An authenticator app that has to be set up needs a secret first. */
async function withSecretCode(
  { backend }: LoginContext,
  attempt: LoginAttempt,
): Promise<LoginAttempt> {
  if (!canSetUp(attempt, 'SOFTWARE_TOKEN_MFA')) return attempt;
  const call = { requestId: '', sourceIp: '', userAgent: '' };
  const { SecretCode: secretCode, Session: session } = (await associateSoftwareToken(backend).run(
    { Session: attempt.session },
    call,
  )) as { readonly SecretCode: string; readonly Session: string };
  return { ...attempt, secretCode, session };
}

function showChallenge(
  context: LoginContext,
  { redirectUri }: AuthorizeRequest,
  attempt: LoginAttempt,
  alert?: string,
): ServerAnswer {
  const { backend, browser, request } = context;
  const key = backend.random.bytes(32).toString('base64url');
  backend.loginAttempts.set(key, attempt, ATTEMPT_MS);
  const { title, forms, script } = challengeFields(attempt);
  const hidden = html`<input type="hidden" name="attempt" value="${key}">`;
  const body = forms.map((fields) =>
    form(browser, `/login/challenge?${request.query}`, html`${hidden}${fields}`),
  );
  return pageAnswer(context, { title, alert, redirectUri, script, body: html`${body}` });
}

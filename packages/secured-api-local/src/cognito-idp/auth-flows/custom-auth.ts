import { AwsError } from '../../support/aws-error';
import { assertSecretHash, type CallingClient } from '../calling-client';
import { invalidParameter } from '../input';
import type { TriggerResponse } from '../triggers';
import { attributesOf, type User } from '../user';
import { normalizeName } from '../user-directory';
import { incorrectPassword, sessionExpired, userNotFound } from '../user-errors';
import type { CustomAttempt, UserPoolBackend } from '../user-pool-backend';
import type { TriggerName } from '../user-pool-settings';
import { afterPassword } from './after-password';
import type { AuthRequest, ChallengeAnswer } from './auth-request';
import { callPreAuthentication } from './pre-authentication';
import { requiredParameter } from './required-parameter';
import { openSrpChallenge, srpPublicOf } from './srp-challenge';

/** A step of a custom sign-in: who takes it, and what the client says besides. */
interface CustomStep extends CallingClient {
  readonly attempt: CustomAttempt;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/**
 * Begins a sign-in that the pool's own functions define.
 *
 * @throws AwsError `NotAuthorizedException`, `UserNotFoundException` where the client tells, or
 *   what a trigger fails with
 */
export async function startCustomAuth(
  backend: UserPoolBackend,
  request: AuthRequest,
): Promise<unknown> {
  const { pool, client, parameters } = request;
  const name = requiredParameter(parameters, 'USERNAME');
  const clientPublic = parameters.CHALLENGE_NAME === 'SRP_A' ? srpPublicOf(parameters) : undefined;
  const user = backend.directory.find(pool, name);
  if (user === undefined && !client.preventUserExistenceErrors) throw userNotFound();
  await callPreAuthentication(backend, request, name, user);
  const identity = user && {
    username: user.username,
    sub: user.sub,
    generation: user.generation,
    verifier: user.password.verifier,
  };
  const attempt: CustomAttempt = {
    clientId: client.id,
    name,
    identity,
    clientPublic,
    history: clientPublic === undefined ? [] : [{ challengeName: 'SRP_A', challengeResult: true }],
    privateParameters: {},
  };
  // AWS hands the metadata of this call to the functions that come before alone.
  return takeStep(backend, { pool, client, attempt, clientMetadata: {} });
}

/**
 * Goes on with a custom sign-in by the answer to its challenge, right or wrong.
 *
 * @throws AwsError `NotAuthorizedException`, or what a trigger fails with
 */
export async function answerCustomChallenge(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { pool, client, responses, clientMetadata, session = '' } = answer;
  const username = requiredParameter(responses, 'USERNAME');
  const challengeAnswer = requiredParameter(responses, 'ANSWER');
  assertSecretHash(client, username, responses.SECRET_HASH);
  const attempt = backend.customAttempts.take(session);
  if (attempt === undefined || attempt.clientId !== client.id) throw sessionExpired();
  const names = [attempt.name, attempt.identity?.username ?? attempt.name];
  const isSame = (name: string) => normalizeName(pool, name) === normalizeName(pool, username);
  if (!names.some(isSame)) throw sessionExpired();
  const step = { pool, client, attempt, clientMetadata };
  const response = await call(backend, step, 'VerifyAuthChallengeResponse', {
    privateChallengeParameters: attempt.privateParameters,
    challengeAnswer,
  });
  return passChallenge(backend, step, {
    challengeName: 'CUSTOM_CHALLENGE',
    challengeResult: response.answerCorrect === true,
    ...(attempt.metadata !== undefined && { challengeMetadata: attempt.metadata }),
  });
}

/**
 * Tells the functions of a challenge that was answered, and takes the step that they decide.
 *
 * @throws AwsError `NotAuthorizedException`, or what a trigger fails with
 */
export function passChallenge(
  backend: UserPoolBackend,
  step: CustomStep,
  result: CustomAttempt['history'][number],
): Promise<unknown> {
  const { attempt } = step;
  return takeStep(backend, {
    ...step,
    attempt: { ...attempt, history: [...attempt.history, result] },
  });
}

async function takeStep(backend: UserPoolBackend, step: CustomStep): Promise<unknown> {
  const { attempt } = step;
  const verdict = await call(backend, step, 'DefineAuthChallenge', { session: attempt.history });
  if (verdict.failAuthentication === true) throw incorrectPassword();
  if (verdict.issueTokens === true) return finish(backend, step);
  if (verdict.challengeName === 'CUSTOM_CHALLENGE') return askCustom(backend, step);
  const { clientPublic } = attempt;
  if (verdict.challengeName !== 'PASSWORD_VERIFIER' || clientPublic === undefined) {
    throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  }
  return openSrpChallenge(backend, {
    ...step,
    name: attempt.name,
    user: userOf(backend, step),
    clientPublic,
    customAttempt: attempt,
  });
}

async function askCustom(backend: UserPoolBackend, step: CustomStep): Promise<unknown> {
  const { client, attempt } = step;
  const response = await call(backend, step, 'CreateAuthChallenge', {
    challengeName: 'CUSTOM_CHALLENGE',
    session: attempt.history,
  });
  const { challengeMetadata: metadata } = response;
  const session = backend.random.bytes(96).toString('base64url');
  const waiting = {
    ...attempt,
    privateParameters: texts(response.privateChallengeParameters),
    ...(typeof metadata === 'string' && { metadata }),
  };
  backend.customAttempts.set(session, waiting, client.authSessionMs);
  return {
    ChallengeName: 'CUSTOM_CHALLENGE',
    ChallengeParameters: {
      ...texts(response.publicChallengeParameters),
      USERNAME: attempt.identity?.username ?? attempt.name,
    },
    Session: session,
  };
}

function finish(backend: UserPoolBackend, step: CustomStep): Promise<unknown> {
  const user = userOf(backend, step);
  if (user === undefined) throw incorrectPassword();
  const { pool, client, clientMetadata } = step;
  return afterPassword(backend, { pool, client, user, clientMetadata });
}

/** The user of a sign-in, if nothing has changed since it began. */
function userOf({ directory }: UserPoolBackend, { pool, attempt }: CustomStep): User | undefined {
  const { identity } = attempt;
  if (identity === undefined) return undefined;
  const user = directory.get(pool.id, identity.username);
  if (user?.sub !== identity.sub || user.generation !== identity.generation) throw sessionExpired();
  if (user.password.verifier !== identity.verifier) throw sessionExpired();
  return user;
}

async function call(
  backend: UserPoolBackend,
  step: CustomStep,
  trigger: TriggerName,
  request: Readonly<Record<string, unknown>>,
): Promise<TriggerResponse> {
  const { pool, client, attempt, clientMetadata } = step;
  const user = userOf(backend, step);
  const response = await backend.triggers.call(pool, trigger, {
    source: `${trigger}_Authentication`,
    userName: user?.username ?? attempt.name,
    clientId: client.id,
    request: {
      userAttributes: user === undefined ? {} : attributesOf(user),
      ...request,
      clientMetadata,
      ...(client.preventUserExistenceErrors && { userNotFound: user === undefined }),
    },
    response: EMPTY_RESPONSES[trigger],
  });
  if (response !== undefined) return response;
  throw invalidParameter('Custom auth lambda trigger is not configured for the user pool.');
}

const EMPTY_RESPONSES: Readonly<Partial<Record<TriggerName, Readonly<Record<string, null>>>>> = {
  DefineAuthChallenge: { challengeName: null, issueTokens: null, failAuthentication: null },
  CreateAuthChallenge: {
    publicChallengeParameters: null,
    privateChallengeParameters: null,
    challengeMetadata: null,
  },
  VerifyAuthChallengeResponse: { answerCorrect: null },
};

function texts(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  const entries = typeof value === 'object' ? Object.entries(value) : [];
  const isText = (entry: [string, unknown]): entry is [string, string] =>
    typeof entry[1] === 'string';
  if (typeof value === 'object' && entries.every(isText)) return Object.fromEntries(entries);
  throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
}

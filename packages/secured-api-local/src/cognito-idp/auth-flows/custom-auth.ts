import { assertSecretHash } from '../pool/calling-client';
import { unrecognizable } from '../pool/triggers';
import { incorrectPassword, sessionExpired, userNotFound } from '../pool/user-errors';
import type { CustomAttempt, UserPoolBackend } from '../user-pool-backend';
import { normalizeName } from '../users/user-directory';
import { afterPassword } from './after-password';
import type { AuthRequest, ChallengeAnswer } from './auth-request';
import { type CustomStep, callCustomTrigger, customUser, readTexts } from './custom-triggers';
import { callPreAuthentication } from './pre-authentication';
import { requiredParameter } from './required-parameter';
import { openSrpChallenge, srpPublicOf } from './srp-challenge';

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
    deviceKey: parameters.DEVICE_KEY,
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
  const deviceKey = responses.DEVICE_KEY ?? attempt.deviceKey;
  const step = { pool, client, attempt: { ...attempt, deviceKey }, clientMetadata };
  const response = await callCustomTrigger(backend, step, 'VerifyAuthChallengeResponse', {
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
  const verdict = await callCustomTrigger(backend, step, 'DefineAuthChallenge', {
    session: attempt.history,
  });
  if (verdict.failAuthentication === true)
    throw incorrectPassword('the function fails the authentication');
  if (verdict.issueTokens === true) return finish(backend, step);
  if (verdict.challengeName === 'CUSTOM_CHALLENGE') return askCustom(backend, step);
  const { clientPublic } = attempt;
  if (verdict.challengeName !== 'PASSWORD_VERIFIER' || clientPublic === undefined) {
    throw unrecognizable();
  }
  return openSrpChallenge(backend, {
    ...step,
    name: attempt.name,
    user: customUser(backend, step),
    clientPublic,
    deviceKey: attempt.deviceKey,
    customAttempt: attempt,
  });
}

async function askCustom(backend: UserPoolBackend, step: CustomStep): Promise<unknown> {
  const { client, attempt } = step;
  const response = await callCustomTrigger(backend, step, 'CreateAuthChallenge', {
    challengeName: 'CUSTOM_CHALLENGE',
    session: attempt.history,
  });
  const { challengeMetadata: metadata } = response;
  const session = backend.random.bytes(96).toString('base64url');
  const waiting = {
    ...attempt,
    privateParameters: readTexts(response.privateChallengeParameters),
    ...(typeof metadata === 'string' && { metadata }),
  };
  backend.customAttempts.set(session, waiting, client.authSessionMs);
  return {
    ChallengeName: 'CUSTOM_CHALLENGE',
    ChallengeParameters: {
      ...readTexts(response.publicChallengeParameters),
      USERNAME: attempt.identity?.username ?? attempt.name,
    },
    Session: session,
  };
}

function finish(backend: UserPoolBackend, step: CustomStep): Promise<unknown> {
  const user = customUser(backend, step);
  if (user === undefined) throw incorrectPassword('nobody has this name');
  const { pool, client, clientMetadata, attempt } = step;
  const { deviceKey } = attempt;
  return afterPassword(backend, { pool, client, user, deviceKey, clientMetadata });
}

import { invalidParameter } from '../../aws-endpoint/operation-input';
import type { CallingClient } from '../pool/calling-client';
import { type TriggerResponse, unrecognizable } from '../pool/triggers';
import { sessionExpired } from '../pool/user-errors';
import type { TriggerName } from '../pool/user-pool-settings';
import type { CustomAttempt, UserPoolBackend } from '../user-pool-backend';
import { attributesOf, type User } from '../users/user';

/** A step of a custom sign-in: who takes it, and what the client says besides. */
export interface CustomStep extends CallingClient {
  readonly attempt: CustomAttempt;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/**
 * The user of a custom sign-in, if nothing has changed since it began.
 *
 * @throws AwsError `NotAuthorizedException`
 */
export function customUser(
  { directory }: UserPoolBackend,
  { pool, attempt }: CustomStep,
): User | undefined {
  const { identity } = attempt;
  if (identity === undefined) return undefined;
  const user = directory.get(pool.id, identity.username);
  if (user?.sub !== identity.sub || user.generation !== identity.generation) throw sessionExpired();
  if (user.password.verifier !== identity.verifier) throw sessionExpired();
  return user;
}

/**
 * Calls one of the three functions that define a sign-in.
 *
 * @throws AwsError `InvalidParameterException` where the pool does not have it, or what it fails with
 */
export async function callCustomTrigger(
  backend: UserPoolBackend,
  step: CustomStep,
  trigger: TriggerName,
  request: Readonly<Record<string, unknown>>,
): Promise<TriggerResponse> {
  const { pool, client, attempt, clientMetadata } = step;
  const user = customUser(backend, step);
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

/**
 * Names and texts that a function answered, none where it left them out.
 *
 * @throws AwsError `InvalidLambdaResponseException`
 */
export function readTexts(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  const entries = typeof value === 'object' ? Object.entries(value) : [];
  const isText = (entry: [string, unknown]): entry is [string, string] =>
    typeof entry[1] === 'string';
  if (typeof value === 'object' && entries.every(isText)) return Object.fromEntries(entries);
  throw unrecognizable();
}

import type { Caller, EventFunctions, Functions, InvokeAnswer } from '../../lambda/functions';
import { AwsError } from '../../support/aws-error';
import type { Environment } from '../../support/environment';
import type { TriggerName, UserPoolSettings } from './user-pool-settings';

/** One call of a trigger. */
export interface TriggerCall {
  /** Such as `PreSignUp_SignUp`. */
  readonly source: string;
  readonly userName: string;
  readonly clientId: string;
  /** The version of the event, 1 unless told. */
  readonly version?: number;
  readonly request: Readonly<Record<string, unknown>>;
  /** The response as the function gets it, to be filled in. */
  readonly response?: Readonly<Record<string, unknown>>;
}

/** What a trigger answered: every field is the function's word and has to be checked. */
export type TriggerResponse = Readonly<Record<string, unknown>>;

/** The functions that a pool calls on its way. */
export interface Triggers {
  /**
   * Calls a trigger, if the pool has it.
   *
   * @returns its response, or `undefined` where there is no such trigger
   * @throws AwsError `UserLambdaValidationException`, `UnexpectedLambdaException` or
   *   `InvalidLambdaResponseException`
   */
  call(
    pool: UserPoolSettings,
    name: TriggerName,
    call: TriggerCall,
  ): Promise<TriggerResponse | undefined>;
  /**
   * Hands an event to a trigger, if the pool has it, and does not wait for what it does.
   *
   * @throws AwsError `UnexpectedLambdaException` where the function is not there, or not Cognito's
   */
  send(pool: UserPoolSettings, name: TriggerName, call: TriggerCall): void;
}

/** Calls triggers as the service `cognito-idp.amazonaws.com` on behalf of the pool. */
export function createTriggers(
  functions: Functions & EventFunctions,
  environment: Environment,
): Triggers {
  return {
    call: async (pool, name, call) => {
      const functionArn = pool.triggers[name];
      if (functionArn === undefined) return undefined;
      const event = { ...eventOf(pool, call), response: call.response ?? {} };
      return readAnswer(name, await functions.invoke(functionArn, event, callerOf(pool)));
    },
    send: (pool, name, call) => {
      const functionArn = pool.triggers[name];
      if (functionArn === undefined) return;
      const taken = functions.send(functionArn, eventOf(pool, call), callerOf(pool));
      if (taken === 'refused') throw accessDenied(name);
    },
  };

  function callerOf(pool: UserPoolSettings): Caller {
    const sourceAccount = environment.accountId;
    return { service: 'cognito-idp.amazonaws.com', sourceArn: pool.arn, sourceAccount };
  }

  function eventOf(pool: UserPoolSettings, call: TriggerCall) {
    return {
      version: String(call.version ?? 1),
      triggerSource: call.source,
      region: environment.region,
      userPoolId: pool.id,
      userName: call.userName,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: call.clientId },
      request: call.request,
    };
  }
}

function readAnswer(name: TriggerName, answer: InvokeAnswer): TriggerResponse {
  switch (answer.outcome) {
    case 'answered':
      return readResponse(answer.payload);
    case 'failed':
      throw new AwsError(
        'UserLambdaValidationException',
        `${name} failed with error ${answer.errorMessage}.`,
      );
    case 'refused':
      throw accessDenied(name);
    case 'timedOut':
    case 'notRunnable':
      throw new AwsError(
        'UnexpectedLambdaException',
        `${name} invocation failed due to configuration.`,
      );
  }
}

function readResponse(payload: unknown): TriggerResponse {
  if (!isObject(payload)) throw unrecognizable();
  const { response = {} } = payload;
  if (!isObject(response)) throw unrecognizable();
  return response;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function accessDenied(name: TriggerName): AwsError {
  return new AwsError(
    'UnexpectedLambdaException',
    `${name} invocation failed due to error AccessDeniedException.`,
  );
}

/** A trigger's answer that has not the shape of one. */
export function unrecognizable(): AwsError {
  return new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
}

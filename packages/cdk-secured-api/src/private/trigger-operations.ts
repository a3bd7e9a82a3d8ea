import { LambdaVersion, UserPoolOperation } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { CognitoTriggers } from '../cognito-triggers';
import type { TriggerHandler } from '../trigger-handler';
import type { UserPoolOptions } from '../user-pool-options';
import { refusal } from './refusal';

export type TriggerName = keyof CognitoTriggers;

const OPERATIONS: { readonly [name in TriggerName]-?: UserPoolOperation } = {
  createAuthChallenge: UserPoolOperation.CREATE_AUTH_CHALLENGE,
  customEmailSender: UserPoolOperation.CUSTOM_EMAIL_SENDER,
  customMessage: UserPoolOperation.CUSTOM_MESSAGE,
  customSmsSender: UserPoolOperation.CUSTOM_SMS_SENDER,
  defineAuthChallenge: UserPoolOperation.DEFINE_AUTH_CHALLENGE,
  postAuthentication: UserPoolOperation.POST_AUTHENTICATION,
  postConfirmation: UserPoolOperation.POST_CONFIRMATION,
  preAuthentication: UserPoolOperation.PRE_AUTHENTICATION,
  preSignUp: UserPoolOperation.PRE_SIGN_UP,
  preTokenGeneration: UserPoolOperation.PRE_TOKEN_GENERATION,
  userMigration: UserPoolOperation.USER_MIGRATION,
  verifyAuthChallengeResponse: UserPoolOperation.VERIFY_AUTH_CHALLENGE_RESPONSE,
};

const CUSTOM_FLOW: readonly TriggerName[] = [
  'createAuthChallenge',
  'defineAuthChallenge',
  'verifyAuthChallengeResponse',
];

/** One trigger that was asked for. */
export interface Trigger {
  readonly name: TriggerName;
  readonly handler: TriggerHandler;
}

/** The triggers in the order of their names; fails for a name that AWS does not have. */
export function triggersOf(triggers: CognitoTriggers, scope: IConstruct): Trigger[] {
  return Object.entries(triggers)
    .filter(([, handler]) => handler !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, handler]) => {
      assertTriggerName(name, scope);
      return { name, handler };
    });
}

/** Fails for a name that AWS does not have. */
export function assertTriggerName(name: string, scope: IConstruct): asserts name is TriggerName {
  if (Object.hasOwn(OPERATIONS, name)) return;
  throw refusal(
    'TriggerNotFound',
    `trigger '${name}' does not exist, use one of ${Object.keys(OPERATIONS).join(', ')}`,
    scope,
  );
}

/** What a pool calls a trigger, in the version of its event. */
export function operationOf(
  name: TriggerName,
  preTokenGenerationVersion: LambdaVersion = LambdaVersion.V1_0,
): [UserPoolOperation, LambdaVersion?] {
  const isVersioned =
    name === 'preTokenGeneration' && preTokenGenerationVersion !== LambdaVersion.V1_0;
  return isVersioned
    ? [UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, preTokenGenerationVersion]
    : [OPERATIONS[name]];
}

/** Fails where a version is asked for of an event that nothing gets. */
export function assertVersionUsed(options: UserPoolOptions, scope: IConstruct): void {
  const { preTokenGenerationVersion, triggers } = options;
  if (preTokenGenerationVersion === undefined || triggers?.preTokenGeneration) return;
  throw refusal(
    'TriggerVersionUnused',
    `preTokenGenerationVersion is ${preTokenGenerationVersion}, but there is no such trigger: set ` +
      'triggers.preTokenGeneration or leave the version out',
    scope,
  );
}

/** Whether the custom flow is complete; fails where only part of its triggers is there. */
export function hasCustomFlow(triggers: CognitoTriggers, scope: IConstruct): boolean {
  const missing = CUSTOM_FLOW.filter((name) => triggers[name] === undefined);
  if (missing.length > 0 && missing.length < CUSTOM_FLOW.length) {
    throw refusal(
      'CustomFlowIncomplete',
      `the custom flow lacks the triggers ${missing.join(', ')}, it needs all three`,
      scope,
    );
  }
  return missing.length === 0;
}

/** Fails where a custom sender could not decrypt the code, or a key has nothing to encrypt. */
export function assertSenderKey(triggers: CognitoTriggers, hasKey: boolean, scope: IConstruct) {
  const senders = triggers.customEmailSender ?? triggers.customSmsSender;
  if (senders && !hasKey) {
    throw refusal(
      'SenderKeyMissing',
      'customEmailSender and customSmsSender get codes encrypted, set customSenderKmsKey',
      scope,
    );
  }
  if (!senders && hasKey) {
    throw refusal(
      'SenderKeyUnused',
      'customSenderKmsKey is used by customEmailSender and customSmsSender only, set one of them',
      scope,
    );
  }
}

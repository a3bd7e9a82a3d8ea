import type { RemovalPolicy } from 'aws-cdk-lib';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { TriggerHandler } from '../trigger-handler';
import type { UserPoolOptions } from '../user-pool-options';
import { refusal } from './refusal';
import {
  assertSenderKey,
  assertTriggerName,
  assertVersionUsed,
  operationOf,
  type Trigger,
  type TriggerName,
  triggersOf,
} from './trigger-operations';
import { TriggerPrincipal } from './trigger-principal';

export interface PoolTriggersProps extends UserPoolOptions {
  /** The construct that errors name. */
  readonly auth: Construct;
  readonly userPool: UserPool;
  readonly removalPolicy: RemovalPolicy;
}

const SENDERS: readonly TriggerName[] = ['customEmailSender', 'customSmsSender'];

/** The functions that a user pool calls, and what they may do. */
export class PoolTriggers {
  private readonly functions = new Map<TriggerName, IFunction>();
  /** One handler is one function, of however many triggers. */
  private readonly byHandler = new Map<TriggerHandler, IFunction>();

  public constructor(
    private readonly scope: Construct,
    private readonly props: PoolTriggersProps,
  ) {
    const { customSenderKmsKey, triggers = {} } = props;
    assertSenderKey(triggers, customSenderKmsKey !== undefined, scope);
    assertVersionUsed(props, props.auth);
    for (const trigger of triggersOf(triggers, scope)) this.add(trigger);
    for (const name of SENDERS) {
      const role = this.functions.get(name)?.role;
      if (role) customSenderKmsKey?.grantDecrypt(new TriggerPrincipal(scope, role));
    }
  }

  /** The function of a trigger as a principal. */
  public principal(name: string): IGrantable {
    assertTriggerName(name, this.props.auth);
    return new TriggerPrincipal(this.scope, this.roleOf(name));
  }

  /** The functions of all triggers as principals, one that has several triggers once. */
  public principals(): TriggerPrincipal[] {
    const roles = new Set([...this.functions.keys()].map((name) => this.roleOf(name)));
    if (roles.size > 0) return [...roles].map((role) => new TriggerPrincipal(this.scope, role));
    throw refusal('TriggerMissing', 'this auth has no triggers, set triggers', this.props.auth);
  }

  private add({ name, handler }: Trigger): void {
    const { preTokenGenerationVersion, userPool } = this.props;
    const fn = this.byHandler.get(handler) ?? this.bind(name, handler);
    const [operation, version] = operationOf(name, preTokenGenerationVersion);
    userPool.addTrigger(operation, fn, version);
    this.functions.set(name, fn);
  }

  private bind(name: TriggerName, handler: TriggerHandler): IFunction {
    const { removalPolicy, triggerDefaults = {} } = this.props;
    const scope = new Construct(this.scope, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    const fn = handler._bind(scope, { options: triggerDefaults, removalPolicy });
    this.byHandler.set(handler, fn);
    return fn;
  }

  private roleOf(name: TriggerName): IRole {
    const fn = this.functions.get(name);
    if (fn === undefined) {
      throw refusal(
        'TriggerMissing',
        `this auth has no trigger '${name}', set triggers.${name}`,
        this.props.auth,
      );
    }
    if (fn.role) return fn.role;
    throw refusal(
      'TriggerWithoutRole',
      `the function of the trigger '${name}' is imported without its role, name the role where ` +
        'you import it',
      this.props.auth,
    );
  }
}

import { Aws, Names, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AppClientOptions } from '../app-client-options';
import type { CognitoTriggers } from '../cognito-triggers';
import type { UserPoolOptions } from '../user-pool-options';
import { acknowledge, acknowledgeWildcard } from './acknowledge';
import { type AppClientProps, appClient } from './app-client';
import type { PoolAttributes } from './client-attributes';
import { DEFAULTS } from './defaults';
import type { LoginSettings } from './login-settings';
import { poolAttributesOf, poolSchemaOf } from './pool-schema';
import { assertSenderKey, hasCustomFlow, triggersOf } from './trigger-operations';
import {
  addressesOf,
  assertAliases,
  assertPasswordPolicy,
  identifiersOf,
  recoveryOf,
  type UserPoolSettings,
} from './user-pool-settings';

export interface UserPoolProps extends UserPoolOptions {
  /** The hosted pages that the client may use. */
  readonly login?: LoginSettings;
  readonly removalPolicy: RemovalPolicy;
}

/** A user pool with one client that has no secret, and the functions of its triggers. */
export class UserPool extends Construct {
  public readonly userPool: cognito.UserPool;
  /** The clients: the auth's own first, then others in the order that they were added. */
  public readonly clients: [cognito.UserPoolClient, ...cognito.UserPoolClient[]];
  /** What the client config says of this pool and its client beside their ids. */
  public readonly settings: UserPoolSettings;
  private readonly attributes: PoolAttributes;

  public constructor(
    private readonly auth: Construct,
    id: string,
    props: UserPoolProps,
  ) {
    super(auth, id);
    const triggers = props.triggers ?? {};
    const aliases = props.signInAliases ?? DEFAULTS.signInAliases;
    const passwordPolicy = { ...DEFAULTS.passwordPolicy, ...props.passwordPolicy };
    const mfa = props.mfa ?? cognito.Mfa.OPTIONAL;
    assertAliases(aliases, auth);
    assertPasswordPolicy(passwordPolicy, auth);
    assertSenderKey(triggers, props.customSenderKmsKey !== undefined, this);
    const custom = hasCustomFlow(triggers, this);
    this.attributes = poolAttributesOf(props);
    this.settings = {
      identifiers: identifiersOf(aliases),
      selfSignUp: props.selfSignUp,
      flows: custom ? ['USER_SRP_AUTH', 'CUSTOM_AUTH'] : ['USER_SRP_AUTH'],
      mfa,
      passwordPolicy,
      requiredAttributes: this.attributes.required,
    };
    this.userPool = this.addPool(props, aliases);
    this.clients = [
      appClient(this.userPool, 'Client', { ...this.clientProps(props), login: props.login }),
    ];
    this.addTriggers(triggers, props.removalPolicy);
  }

  /** Adds a client that users sign in by in the same ways. */
  public addClient(id: string, options: AppClientOptions): cognito.UserPoolClient {
    const client = appClient(this, `Client-${id}`, this.clientProps(options));
    this.clients.push(client);
    return client;
  }

  private clientProps(options: AppClientOptions): AppClientProps {
    const { attributes, auth, settings, userPool } = this;
    return { ...options, attributes, auth, flows: settings.flows, userPool };
  }

  private addPool(props: UserPoolProps, aliases: cognito.SignInAliases): cognito.UserPool {
    const { mfa, passwordPolicy } = this.settings;
    const addresses = addressesOf(aliases);
    const pool = new cognito.UserPool(this, 'Pool', {
      selfSignUpEnabled: props.selfSignUp,
      signInAliases: aliases,
      signInCaseSensitive: false,
      autoVerify: addresses,
      // The old address stays until the new one is verified: a typing error locks nobody out.
      keepOriginal: addresses,
      accountRecovery: recoveryOf(addresses),
      passwordPolicy,
      ...poolSchemaOf(props, this.auth),
      mfa,
      mfaSecondFactor: mfa === cognito.Mfa.OFF ? undefined : { otp: true, sms: false },
      customSenderKmsKey: props.customSenderKmsKey,
      deletionProtection: props.removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy: props.removalPolicy,
      ...(addresses.phone ? this.smsSettings() : { enableSmsRole: false }),
    });
    acknowledge(pool, 'AwsSolutions-COG8', 'the PLUS plan costs per active user: a choice to make');
    if (mfa !== cognito.Mfa.REQUIRED) {
      acknowledge(pool, 'AwsSolutions-COG2', 'users choose a second factor: set mfa to REQUIRED');
    }
    return pool;
  }

  /** The role by which Cognito sends SMS: aws-cdk-lib's own lets any account's Cognito assume it. */
  private smsSettings() {
    const smsRoleExternalId = Names.uniqueResourceName(this, { maxLength: 128 });
    const smsRole = new iam.Role(this, 'SmsRole', {
      description: 'Lets the user pool send codes by SMS',
      assumedBy: new iam.ServicePrincipal('cognito-idp.amazonaws.com', {
        conditions: {
          StringEquals: {
            'sts:ExternalId': smsRoleExternalId,
            'aws:SourceAccount': Aws.ACCOUNT_ID,
          },
        },
      }),
      inlinePolicies: {
        SendSms: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] })],
        }),
      },
    });
    acknowledgeWildcard(smsRole, '*', 'a phone number is no resource that IAM can name');
    return { smsRole, smsRoleExternalId };
  }

  private addTriggers(triggers: CognitoTriggers, removalPolicy: RemovalPolicy): void {
    for (const { name, operation, handler } of triggersOf(triggers, this)) {
      const scope = new Construct(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
      this.userPool.addTrigger(operation, handler._bind(scope, { options: {}, removalPolicy }));
    }
  }
}

import { Aws, Names, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { CognitoTriggers } from '../cognito-triggers';
import type { UserPoolOptions } from '../user-pool-options';
import { acknowledge, acknowledgeWildcard } from './acknowledge';
import { DEFAULTS } from './defaults';
import { clientOAuthOf, type LoginSettings } from './login-settings';
import { assertSenderKey, hasCustomFlow, triggersOf } from './trigger-operations';
import {
  addressesOf,
  assertAliases,
  assertPasswordPolicy,
  assertRotation,
  identifiersOf,
  recoveryOf,
  type UserPoolSettings,
  WRITABLE_STANDARD_ATTRIBUTES,
} from './user-pool-settings';

export interface UserPoolProps extends UserPoolOptions {
  /** The hosted pages that the client may use. */
  readonly login?: LoginSettings;
  readonly removalPolicy: RemovalPolicy;
}

/** A user pool with one client that has no secret, and the functions of its triggers. */
export class UserPool extends Construct {
  public readonly userPool: cognito.UserPool;
  public readonly userPoolClient: cognito.UserPoolClient;
  /** What the client config says of this pool and its client beside their ids. */
  public readonly settings: UserPoolSettings;

  public constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    const triggers = props.triggers ?? {};
    const aliases = props.signInAliases ?? DEFAULTS.signInAliases;
    const passwordPolicy = { ...DEFAULTS.passwordPolicy, ...props.passwordPolicy };
    const mfa = props.mfa ?? cognito.Mfa.OPTIONAL;
    assertAliases(aliases, scope);
    assertPasswordPolicy(passwordPolicy, scope);
    assertRotation(props.refreshTokenRotationGracePeriod, scope);
    assertSenderKey(triggers, props.customSenderKmsKey !== undefined, this);
    const custom = hasCustomFlow(triggers, this);
    this.settings = {
      identifiers: identifiersOf(aliases),
      selfSignUp: props.selfSignUp,
      flows: custom ? ['USER_SRP_AUTH', 'CUSTOM_AUTH'] : ['USER_SRP_AUTH'],
      mfa,
      passwordPolicy,
    };
    this.userPool = this.addPool(props, aliases);
    this.userPoolClient = this.addClient(props, custom);
    this.addTriggers(triggers, props.removalPolicy);
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

  private addClient(props: UserPoolProps, custom: boolean): cognito.UserPoolClient {
    return this.userPool.addClient('Client', {
      generateSecret: false,
      authFlows: { userSrp: true, custom },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: DEFAULTS.accessTokenValidity,
      idTokenValidity: DEFAULTS.idTokenValidity,
      refreshTokenValidity: DEFAULTS.refreshTokenValidity,
      refreshTokenRotationGracePeriod: props.refreshTokenRotationGracePeriod,
      ...clientOAuthOf(props.login),
      // Left out, it would mean every attribute, custom ones too.
      writeAttributes: new cognito.ClientAttributes().withStandardAttributes(
        WRITABLE_STANDARD_ATTRIBUTES,
      ),
    });
  }

  private addTriggers(triggers: CognitoTriggers, removalPolicy: RemovalPolicy): void {
    for (const { name, operation, handler } of triggersOf(triggers, this)) {
      const scope = new Construct(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
      this.userPool.addTrigger(operation, handler._bind(scope, { options: {}, removalPolicy }));
    }
  }
}

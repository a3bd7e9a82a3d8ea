import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { AppClientOptions } from '../app-client-options';
import type { UserPoolOptions } from '../user-pool-options';
import { acknowledge } from './acknowledge';
import { type AppClientProps, appClient } from './app-client';
import type { PoolAttributes } from './client-attributes';
import type { LoginSettings } from './login-settings';
import { assertTexts } from './message-texts';
import { poolAttributesOf, poolSchemaOf } from './pool-schema';
import { PoolTriggers } from './pool-triggers';
import { sesEmailOf } from './ses-sender';
import { type SignIn, signInOf, signInPropsOf } from './sign-in';
import { identifiersOf } from './sign-in-aliases';
import { smsRole } from './sms-role';
import { hasCustomFlow } from './trigger-operations';
import type { UserPoolSettings } from './user-pool-settings';
import { linkFaults } from './verification-link';

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
  /** The functions that the pool calls. */
  public readonly triggers: PoolTriggers;
  private readonly attributes: PoolAttributes;

  public constructor(
    private readonly auth: Construct,
    id: string,
    props: UserPoolProps,
  ) {
    super(auth, id);
    const signIn = signInOf(props, auth);
    this.attributes = poolAttributesOf(props);
    this.settings = this.settingsOf(props, signIn);
    assertTexts(props, sentMessagesOf(signIn), auth);
    this.userPool = this.addPool(props, signIn);
    this.clients = [
      appClient(this.userPool, 'Client', { ...this.clientProps(props), login: props.login }),
    ];
    this.triggers = new PoolTriggers(this, { ...props, auth, userPool: this.userPool });
    if (this.settings.verification === 'link') {
      auth.node.addValidation({ validate: () => linkFaults(this.userPool, auth) });
    }
  }

  /** Adds a client that users sign in by in the same ways. */
  public addClient(id: string, options: AppClientOptions): cognito.UserPoolClient {
    const client = appClient(this, `Client-${id}`, this.clientProps(options));
    this.clients.push(client);
    return client;
  }

  private settingsOf(props: UserPoolProps, signIn: SignIn): UserPoolSettings {
    const { addresses, aliases, firstFactors, mfa, passkeys, passwordPolicy, secondFactors } =
      signIn;
    const { LINK } = cognito.VerificationEmailStyle;
    return {
      identifiers: identifiersOf(aliases),
      selfSignUp: props.selfSignUp,
      flows: [
        'USER_SRP_AUTH',
        ...(signIn.hasChoice ? ['USER_AUTH'] : []),
        ...(hasCustomFlow(props.triggers ?? {}, this) ? ['CUSTOM_AUTH'] : []),
      ],
      mfa,
      firstFactors,
      secondFactors,
      passkeys,
      verification: props.userVerification?.emailStyle === LINK ? 'link' : 'code',
      verifiedAddresses: identifiersOf({ email: addresses.email, phone: addresses.phone }),
      passwordPolicy,
      requiredAttributes: this.attributes.required,
    };
  }

  private addPool(props: UserPoolProps, signIn: SignIn): cognito.UserPool {
    const pool = new cognito.UserPool(this, 'Pool', {
      selfSignUpEnabled: props.selfSignUp,
      ...signInPropsOf(signIn, props, this.auth),
      ...poolSchemaOf(props, this.auth),
      email: sesEmailOf(props.sesSender, this.auth),
      userVerification: props.userVerification,
      userInvitation: props.userInvitation,
      mfaMessage: props.smsAuthenticationMessage,
      customSenderKmsKey: props.customSenderKmsKey,
      deletionProtection: props.removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy: props.removalPolicy,
      ...(signIn.addresses.phone ? smsRole(this) : { enableSmsRole: false }),
    });
    const resource = pool.node.defaultChild as cognito.CfnUserPool;
    resource.webAuthnFactorConfiguration = signIn.passkeys?.factorConfiguration;
    resource.emailAuthenticationMessage = props.emailAuthenticationMessage;
    resource.emailAuthenticationSubject = props.emailAuthenticationSubject;
    acknowledgeChoices(pool, signIn.mfa, resource.userPoolTier);
    return pool;
  }

  private clientProps(options: AppClientOptions): AppClientProps {
    const { attributes, auth, settings, userPool } = this;
    return { ...options, attributes, auth, flows: settings.flows, userPool };
  }
}

function sentMessagesOf({ addresses, firstFactors, secondFactors }: SignIn) {
  return {
    sms: addresses.phone,
    signInSms: firstFactors.smsOtp || secondFactors.sms,
    signInEmail: firstFactors.emailOtp || secondFactors.email,
  };
}

function acknowledgeChoices(pool: cognito.UserPool, mfa: cognito.Mfa, plan?: string): void {
  if (plan !== cognito.FeaturePlan.PLUS) {
    acknowledge(
      pool,
      'AwsSolutions-COG8',
      'PLUS costs 0.02 USD a month for each active user, from the first one on: set featurePlan',
    );
  }
  if (mfa !== cognito.Mfa.REQUIRED) {
    acknowledge(pool, 'AwsSolutions-COG2', 'users choose a second factor: set mfa to REQUIRED');
  }
}

import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { CognitoGroup } from './cognito-group';
import type { CognitoTriggers } from './cognito-triggers';
import { DEFAULTS } from './private/defaults';
import { GroupOrder } from './private/group-order';
import { IdentityPool } from './private/identity-pool';
import { assertDevOrigins } from './private/origins';
import { PoolPrincipal } from './private/pool-principal';
import type { PoolRole } from './private/pool-role';
import { refusal } from './private/refusal';
import { UserPool } from './private/user-pool';
import {
  assertAliases,
  assertPasswordPolicy,
  assertRemovalPolicy,
  assertRotation,
  identifiersOf,
} from './private/user-pool-settings';
import type { Audience } from './route-access';
import type { SecuredApi } from './secured-api';

/** Properties of `CognitoAuth`. */
export interface CognitoAuthProps {
  /** Whether visitors may create their own account; it has no default, because both are common. */
  readonly selfSignUp: boolean;

  /**
   * What users sign in with.
   *
   * A phone alias makes a role that sends SMS, which cost money and start in a sandbox.
   *
   * @default { email: true }
   */
  readonly signInAliases?: cognito.SignInAliases;

  /**
   * Whether visitors that are not signed in get credentials, of a role of their own.
   *
   * @default false
   */
  readonly guests?: boolean;

  /**
   * The groups in order of precedence: a user in several has the role of the first.
   *
   * @default - no groups
   */
  readonly groups?: CognitoGroup[];

  /**
   * The Lambda triggers of the user pool.
   *
   * @default - no triggers
   */
  readonly triggers?: CognitoTriggers;

  /**
   * The key by which codes reach `customEmailSender` and `customSmsSender`.
   *
   * @default - no key
   */
  readonly customSenderKmsKey?: kms.IKey;

  /**
   * What a password must hold, laid over this library's policy.
   *
   * @default - 12 characters of all four classes, temporary passwords for 7 days
   */
  readonly passwordPolicy?: cognito.PasswordPolicy;

  /**
   * Whether users need a second factor, by an authenticator app.
   *
   * @default Mfa.OPTIONAL
   */
  readonly mfa?: cognito.Mfa;

  /**
   * Turns refresh token rotation on: how long, up to a minute, the previous token still works.
   *
   * Cognito then refuses `REFRESH_TOKEN_AUTH`: clients refresh by `GetTokensFromRefreshToken`.
   *
   * @default - refresh tokens do not rotate
   */
  readonly refreshTokenRotationGracePeriod?: Duration;

  /**
   * What becomes of the pools and the logs when the stack is deleted; RETAIN also protects the user
   * pool from deletion.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Origins of web servers on developers' machines, which APIs with this auth let in.
   *
   * Refused in a stage named `prod`: the enclosing `Stage`'s name, or the context value `stage`.
   *
   * @default - none
   */
  readonly devOrigins?: string[];
}

/**
 * Users that sign up and sign in, and the AWS credentials that they get.
 *
 * Creates a user pool, a client without a secret, an identity pool, a role for signed-in users, one
 * for each group, one for guests if asked for, one to send SMS with a phone alias, and a function for
 * each trigger.
 *
 * @example
 * new CognitoAuth(this, 'Auth', { selfSignUp: true, signInAliases: { email: true, phone: true } });
 */
export class CognitoAuth extends Construct {
  /** The user pool. */
  public readonly userPool: cognito.UserPool;
  /** The one client of the user pool. */
  public readonly userPoolClient: cognito.UserPoolClient;
  /** The identity pool. */
  public readonly identityPool: cognito.CfnIdentityPool;
  /** Whoever signed in: what is granted to it, the authenticated and every group role gets. */
  public readonly signedInUsers: iam.IGrantable;
  /** Origins of developers' machines, which APIs with this auth let in. */
  public readonly devOrigins: string[];

  private readonly props: CognitoAuthProps;
  private readonly order: GroupOrder;
  private readonly roles: IdentityPool;
  private readonly passwordPolicy: cognito.PasswordPolicy;
  private readonly flows: readonly string[];

  public constructor(scope: Construct, id: string, props: CognitoAuthProps) {
    super(scope, id);
    this.props = props;
    this.devOrigins = props.devOrigins ?? [];
    this.passwordPolicy = { ...DEFAULTS.passwordPolicy, ...props.passwordPolicy };
    const aliases = props.signInAliases ?? DEFAULTS.signInAliases;
    const removalPolicy = props.removalPolicy ?? DEFAULTS.removalPolicy;
    assertAliases(aliases, this);
    assertPasswordPolicy(this.passwordPolicy, this);
    assertRotation(props.refreshTokenRotationGracePeriod, this);
    assertRemovalPolicy(removalPolicy, this);
    assertDevOrigins(this.devOrigins, this);
    this.order = new GroupOrder(this, props.groups ?? []);

    const users = new UserPool(this, 'Users', {
      selfSignUp: props.selfSignUp,
      aliases,
      passwordPolicy: this.passwordPolicy,
      mfa: props.mfa ?? cognito.Mfa.OPTIONAL,
      triggers: props.triggers ?? {},
      customSenderKmsKey: props.customSenderKmsKey,
      refreshTokenRotationGracePeriod: props.refreshTokenRotationGracePeriod,
      removalPolicy,
    });
    this.userPool = users.userPool;
    this.userPoolClient = users.userPoolClient;
    this.flows = users.flows;

    this.roles = new IdentityPool(this, 'Identities', {
      userPool: this.userPool,
      userPoolClient: this.userPoolClient,
      guests: props.guests ?? DEFAULTS.guests,
      groups: this.order.groups.map(({ name }) => name),
      removalPolicy,
    });
    this.identityPool = this.roles.identityPool;
    this.signedInUsers = new PoolPrincipal(this.roles.signedIn);
    this.addGroups();
  }

  /**
   * Whoever did not sign in.
   *
   * @throws GuestsOff where `guests` is not true
   */
  public get guests(): iam.IGrantable {
    return new PoolPrincipal([this.guestRole()]);
  }

  /**
   * The members of a group, and of every group that includes it.
   *
   * @param name The name of a group of this auth.
   * @throws GroupNotFound where there is no such group
   */
  public group(name: string): iam.IGrantable {
    return new PoolPrincipal(this.groupRoles([name]));
  }

  /**
   * Grants the `signedIn()` and `guests()` routes of these APIs, later ones too, to signed-in users.
   *
   * Needed for APIs that have another `auth`; for its own it changes nothing.
   *
   * @param apis APIs of any stack; the policies are made in theirs.
   */
  public attachPermissionsForAuthUsers(apis: SecuredApi[]): void {
    for (const api of apis) {
      api._attach(({ kind }) =>
        kind === 'signedIn' || kind === 'guests' ? this.roles.signedIn : [],
      );
    }
  }

  /**
   * Grants the `guests()` routes of these APIs, later ones too, to guests.
   *
   * @param apis APIs of any stack; the policies are made in theirs.
   * @throws GuestsOff where `guests` is not true
   */
  public attachPermissionsForUnauthUsers(apis: SecuredApi[]): void {
    const role = this.guestRole();
    for (const api of apis) {
      api._attach((audience) => (audience.kind === 'guests' ? [role] : []));
    }
  }

  /**
   * Grants the `group(name)` routes of these APIs, later ones too, to a group of this auth.
   *
   * @param name The name of a group of this auth.
   * @param apis APIs of any stack; the policies are made in theirs.
   * @throws GroupNotFound where there is no such group
   */
  public attachPermissionsForGroup(name: string, apis: SecuredApi[]): void {
    const roles = this.groupRoles([name]);
    for (const api of apis) {
      api._attach((audience) =>
        audience.kind === 'group' && audience.names.includes(name) ? roles : [],
      );
    }
  }

  /**
   * The roles that an audience of an API with this auth stands for.
   *
   * @internal
   */
  public _rolesFor(audience: Audience): readonly PoolRole[] {
    if (audience.kind === 'group') return this.groupRoles(audience.names);
    if (audience.kind === 'guests') return [this.guestRole(), ...this.roles.signedIn];
    return this.roles.signedIn;
  }

  /**
   * What the client config says of this auth beside its ids.
   *
   * @internal
   */
  public get _settings() {
    return {
      guests: this.roles.guests !== undefined,
      identifiers: identifiersOf(this.props.signInAliases ?? DEFAULTS.signInAliases),
      selfSignUp: this.props.selfSignUp,
      flows: this.flows,
      mfa: this.props.mfa ?? cognito.Mfa.OPTIONAL,
      passwordPolicy: this.passwordPolicy,
      groups: this.order.groups.map(({ name }) => name),
    };
  }

  private addGroups(): void {
    for (const [precedence, { name, description }] of this.order.groups.entries()) {
      new cognito.CfnUserPoolGroup(this, `Group-${name}`, {
        userPoolId: this.userPool.userPoolId,
        groupName: name,
        description,
        precedence,
        roleArn: this.roles.groups.get(name)?.role.roleArn,
      });
    }
  }

  private groupRoles(names: readonly string[]): PoolRole[] {
    return this.order.holders(names).flatMap((name) => this.roles.groups.get(name) ?? []);
  }

  private guestRole(): PoolRole {
    if (this.roles.guests) return this.roles.guests;
    throw refusal(
      'GuestsOff',
      'this auth has no guests, set guests: true to let visitors without a sign-in call routes',
      this,
    );
  }
}

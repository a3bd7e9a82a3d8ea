import { AspectPriority, Aspects, Lazy, type RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AppClientOptions } from './app-client-options';
import type { HostedLoginOptions } from './hosted-login-options';
import type { IdentityPoolOptions } from './identity-pool-options';
import { DEFAULTS } from './private/defaults';
import { GroupOrder } from './private/group-order';
import { IdentityPool } from './private/identity-pool';
import { identityIdVariable } from './private/identity-provider';
import { LoginPages } from './private/login-pages';
import { ADMIN_SCOPE, type LoginSettings, loginSettingsOf } from './private/login-settings';
import { assertMapped } from './private/mapped-attributes';
import { assertDevOrigins } from './private/origins';
import { PoolPrincipal } from './private/pool-principal';
import type { PoolRole } from './private/pool-role';
import { refusal } from './private/refusal';
import { assertRemovalPolicy } from './private/removal-policy';
import { ResourceServers } from './private/resource-servers';
import { findGrantsPast, warnOfForeignPolicies } from './private/secured-apis';
import { UserPool } from './private/user-pool';
import { providerConfigsOf } from './private/user-pool-provider-config';
import { UserPoolProviders } from './private/user-pool-providers';
import type { Audience } from './route-access';
import type { SecuredApi } from './secured-api';
import type { UserPoolOptions } from './user-pool-options';

/** Properties of `CognitoAuth`. */
export interface CognitoAuthProps extends UserPoolOptions, HostedLoginOptions, IdentityPoolOptions {
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
 * for each group, one for guests if asked for, one to send SMS where users get any, and a function for
 * each trigger.
 *
 * @example
 * new CognitoAuth(this, 'Auth', { selfSignUp: true, signInAliases: { email: true, phone: true } });
 */
export class CognitoAuth extends Construct {
  /** The user pool. */
  public readonly userPool: cognito.UserPool;
  /** The client that the client config names. */
  public readonly userPoolClient: cognito.UserPoolClient;
  /** The identity pool. */
  public readonly identityPool: cognito.CfnIdentityPool;
  /** Whoever signed in: what is granted to it, the authenticated and every group role gets. */
  public readonly signedInUsers: iam.IGrantable;
  /** The origin of the hosted sign-in pages, if there are any. */
  public readonly hostedLoginUrl?: string;
  /** Origins of developers' machines, which APIs with this auth let in. */
  public readonly devOrigins: string[];

  private readonly login?: LoginSettings;
  private readonly order: GroupOrder;
  private readonly users: UserPool;
  private readonly roles: IdentityPool;

  public constructor(scope: Construct, id: string, props: CognitoAuthProps) {
    super(scope, id);
    this.devOrigins = props.devOrigins ?? [];
    const removalPolicy = props.removalPolicy ?? DEFAULTS.removalPolicy;
    assertRemovalPolicy(removalPolicy, this);
    assertDevOrigins(this.devOrigins, this);
    this.order = new GroupOrder(this, props.groups ?? []);

    this.login = loginSettingsOf(props, props.signInAliases?.phone === true, this);
    this.hostedLoginUrl = this.login?.url;
    this.users = new UserPool(this, 'Users', { ...props, login: this.login, removalPolicy });
    this.userPool = this.users.userPool;
    this.userPoolClient = this.users.clients[0];
    this.addLogin(props);

    this.roles = new IdentityPool(this, 'Identities', {
      ...props,
      userPool: this.userPool,
      clients: this.users.clients,
      order: this.order,
      removalPolicy,
    });
    this.identityPool = this.roles.identityPool;
    this.signedInUsers = new PoolPrincipal(this.roles.signedIn);
    this.addGroups();
    this.checkPolicies();
  }

  /**
   * Whoever did not sign in.
   *
   * @throws GuestsOff where `guests` is not true
   */
  public get guests(): iam.IGrantable {
    return new PoolPrincipal([this.guestRole()]);
  }

  /** The policy variable that is the caller's identity id, to grant each user what is their own. */
  public get identityIdVariable(): string {
    return identityIdVariable(this);
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
   * The function of a trigger: what is granted to it, even a right to the user pool, makes no circle.
   *
   * @param name The name of a trigger of this auth.
   * @throws TriggerMissing where there is no such trigger
   *
   * @example
   * auth.userPool.grant(auth.trigger('postConfirmation'), 'cognito-idp:AdminAddUserToGroup');
   */
  public trigger(name: string): iam.IGrantable {
    return this.users.triggers.principal(name);
  }

  /**
   * Adds another client of the user pool, such as a mobile app's: without a secret or OAuth, for the
   * same ways to sign in.
   *
   * The identity pool and JWT routes take its tokens as they take those of `userPoolClient`.
   *
   * @param id The construct id.
   * @param options What differs from this library's defaults; nothing is taken from the auth's props.
   */
  public addClient(id: string, options: AppClientOptions = {}): cognito.UserPoolClient {
    return this.users.addClient(id, options);
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
   * Lets the functions of all triggers do what the statements say.
   *
   * @param statements What they may do, beside what `trigger(name)` was granted.
   * @throws TriggerMissing where this auth has no triggers
   */
  public attachPermissionsForTriggers(statements: iam.PolicyStatement[]): void {
    for (const principal of this.users.triggers.principals()) {
      for (const statement of statements) principal.addToPrincipalPolicy(statement.copy());
    }
  }

  /**
   * Lets the function of one trigger do what the statements say.
   *
   * @param name The name of a trigger of this auth.
   * @param statements What it may do, beside what `trigger(name)` was granted.
   * @throws TriggerMissing where there is no such trigger
   */
  public attachPermissionsForTrigger(name: string, statements: iam.PolicyStatement[]): void {
    const { grantPrincipal } = this.trigger(name);
    for (const statement of statements) grantPrincipal.addToPrincipalPolicy(statement.copy());
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
   * The ids of all clients, later ones too.
   *
   * @internal
   */
  public get _clientIds(): string[] {
    return Lazy.list({
      produce: () => this.users.clients.map(({ userPoolClientId }) => userPoolClientId),
    });
  }

  /**
   * What the client config says of this auth beside its ids.
   *
   * @internal
   */
  public get _settings() {
    return {
      ...this.users.settings,
      hostedLogin: this.login,
      guests: this.roles.guests !== undefined,
      groups: this.order.groups.map(({ name }) => name),
    };
  }

  /**
   * What the access tokens of this auth may hold as scopes, whichever way a user signed in.
   *
   * @internal
   */
  public get _issuedScopes(): readonly string[] {
    return [...new Set([ADMIN_SCOPE, ...(this.login?.scopes ?? [])])];
  }

  /** Whatever gives the roles invocation past the APIs' own grants, at the end when all is there. */
  private checkPolicies(): void {
    this.node.addValidation({ validate: () => findGrantsPast(this.roles.all, this) });
    Aspects.of(this).add(
      { visit: (node) => node === this && warnOfForeignPolicies(this.roles.all) },
      { priority: AspectPriority.READONLY },
    );
  }

  private addLogin({ hostedLogin, resourceServers = [] }: HostedLoginOptions): void {
    const { userPool, userPoolClient } = this;
    const servers = new ResourceServers(this, 'ResourceServers', {
      userPoolId: userPool.userPoolId,
      servers: resourceServers,
    });
    if (hostedLogin === undefined) return;
    const configs = providerConfigsOf(hostedLogin.providers ?? [], this);
    assertMapped(configs, { userPool, userPoolClient }, this);
    const providers = new UserPoolProviders(this, 'Providers', {
      userPoolId: userPool.userPoolId,
      providers: configs,
    });
    // Cognito refuses a client that names scopes or providers which are not there yet.
    userPoolClient.node.addDependency(servers, providers);
    new LoginPages(this, 'Login', { login: hostedLogin, userPool, userPoolClient });
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

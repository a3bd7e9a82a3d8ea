import { Lazy, type RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AppClientOptions } from './app-client-options';
import { CognitoAuthBase } from './cognito-auth-base';
import type { ExistingAuthProps } from './existing-auth-props';
import type { HostedLoginOptions } from './hosted-login-options';
import type { IdentityPoolOptions } from './identity-pool-options';
import { DEFAULTS } from './private/defaults';
import { ExistingAuth } from './private/existing-auth';
import { GroupOrder } from './private/group-order';
import { IdentityPool } from './private/identity-pool';
import { LoginPages } from './private/login-pages';
import { type LoginSettings, loginSettingsOf } from './private/login-settings';
import { assertMapped } from './private/mapped-attributes';
import type { PoolRoles } from './private/pool-roles';
import { assertRemovalPolicy } from './private/removal-policy';
import { ResourceServers } from './private/resource-servers';
import { UserPool } from './private/user-pool';
import { providerConfigsOf } from './private/user-pool-provider-config';
import { UserPoolProviders } from './private/user-pool-providers';
import type { UserPoolSettings } from './private/user-pool-settings';
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
export class CognitoAuth extends CognitoAuthBase {
  /**
   * An auth on a user pool that is there, with an identity pool that is there or a new one.
   *
   * Policies are added to existing roles. What else they may do, and whom they trust, is not seen.
   *
   * @param scope Where its policies and a new identity pool belong.
   * @param id The construct id.
   * @param props The pools, and what the client config says of them.
   * @throws RoleOfOtherAccount, RoleShared, GuestsOfExistingPool
   */
  public static fromExisting(
    scope: Construct,
    id: string,
    props: ExistingAuthProps,
  ): CognitoAuthBase {
    return new ExistingAuth(scope, id, props);
  }

  /** The user pool. */
  public readonly userPool: cognito.UserPool;
  /** The client that the client config names. */
  public readonly userPoolClient: cognito.UserPoolClient;
  /** The identity pool. */
  public readonly identityPool: cognito.CfnIdentityPool;
  /** The id of the identity pool. */
  public readonly identityPoolId: string;
  /** The origin of the hosted sign-in pages, if there are any. */
  public readonly hostedLoginUrl?: string;

  /** @internal */
  protected readonly _roles: PoolRoles;
  /** @internal */
  protected readonly _pool: UserPoolSettings;
  /** @internal */
  protected override readonly _login?: LoginSettings;

  private readonly users: UserPool;

  public constructor(scope: Construct, id: string, props: CognitoAuthProps) {
    super(scope, id, props.devOrigins);
    const removalPolicy = props.removalPolicy ?? DEFAULTS.removalPolicy;
    assertRemovalPolicy(removalPolicy, this);
    const order = new GroupOrder(this, props.groups ?? []);

    this._login = loginSettingsOf(props, props.signInAliases?.phone === true, this);
    this.hostedLoginUrl = this._login?.url;
    this.users = new UserPool(this, 'Users', { ...props, login: this._login, removalPolicy });
    this._pool = this.users.settings;
    this.userPool = this.users.userPool;
    this.userPoolClient = this.users.clients[0];
    this.addLogin(props);

    const identities = new IdentityPool(this, 'Identities', {
      ...props,
      userPool: this.userPool,
      clients: this.users.clients,
      order,
      removalPolicy,
    });
    this.identityPool = identities.identityPool;
    this.identityPoolId = this.identityPool.ref;
    this._roles = identities.roles;
    this.addGroups(order);
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
   * The ids of all clients, later ones too.
   *
   * @internal
   */
  public get _clientIds(): string[] {
    return Lazy.list({
      produce: () => this.users.clients.map(({ userPoolClientId }) => userPoolClientId),
    });
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

  private addGroups(order: GroupOrder): void {
    for (const [precedence, { name, description }] of order.groups.entries()) {
      new cognito.CfnUserPoolGroup(this, `Group-${name}`, {
        userPoolId: this.userPool.userPoolId,
        groupName: name,
        description,
        precedence,
        roleArn: this._roles.groups.get(name)?.role.roleArn,
      });
    }
  }
}

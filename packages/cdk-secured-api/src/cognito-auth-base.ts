import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { identityIdVariable } from './private/identity-provider';
import { ADMIN_SCOPE, type LoginSettings } from './private/login-settings';
import { assertDevOrigins } from './private/origins';
import { PoolPrincipal } from './private/pool-principal';
import type { PoolRole } from './private/pool-role';
import type { PoolRoles } from './private/pool-roles';
import { refusal } from './private/refusal';
import { findGrantsPast, warnOfForeignPolicies } from './private/secured-apis';
import type { UserPoolSettings } from './private/user-pool-settings';
import type { Audience } from './route-access';
import type { SecuredApi } from './secured-api';

/** Users and the AWS credentials that they get, whoever made the pools: what APIs are granted to. */
export abstract class CognitoAuthBase extends Construct {
  /** The user pool. */
  public abstract readonly userPool: cognito.IUserPool;
  /** The client that the client config names. */
  public abstract readonly userPoolClient: cognito.IUserPoolClient;
  /** The id of the identity pool. */
  public abstract readonly identityPoolId: string;
  /** The origin of the hosted sign-in pages, if there are any. */
  public abstract readonly hostedLoginUrl?: string;
  /** Origins of developers' machines, which APIs with this auth let in. */
  public readonly devOrigins: string[];

  /** @internal */
  protected abstract readonly _roles: PoolRoles;
  /** @internal */
  protected abstract readonly _pool: UserPoolSettings;
  /** @internal */
  protected readonly _login?: LoginSettings;

  public constructor(scope: Construct, id: string, devOrigins: string[] = []) {
    super(scope, id);
    assertDevOrigins(devOrigins, this);
    this.devOrigins = devOrigins;
    this.node.addValidation({ validate: () => findGrantsPast(this._roles.all, this) });
    Aspects.of(this).add(
      { visit: (node) => node === this && warnOfForeignPolicies(this._roles.all) },
      { priority: AspectPriority.READONLY },
    );
  }

  /** Whoever signed in: what is granted to it, the authenticated and every group role gets. */
  public get signedInUsers(): iam.IGrantable {
    return new PoolPrincipal(this._roles.signedIn);
  }

  /**
   * Whoever did not sign in.
   *
   * @throws GuestsOff where guests get no credentials
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
   * Grants the `signedIn()` and `guests()` routes of these APIs, later ones too, to signed-in users.
   *
   * Needed for APIs that have another `auth`; for its own it changes nothing.
   *
   * @param apis APIs of any stack; the policies are made in theirs.
   */
  public attachPermissionsForAuthUsers(apis: SecuredApi[]): void {
    for (const api of apis) {
      api._attach(({ kind }) =>
        kind === 'signedIn' || kind === 'guests' ? this._roles.signedIn : [],
      );
    }
  }

  /**
   * Grants the `guests()` routes of these APIs, later ones too, to guests.
   *
   * @param apis APIs of any stack; the policies are made in theirs.
   * @throws GuestsOff where guests get no credentials
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
    if (audience.kind === 'guests') return [this.guestRole(), ...this._roles.signedIn];
    return this._roles.signedIn;
  }

  /**
   * The ids of all clients, later ones too.
   *
   * @internal
   */
  public abstract get _clientIds(): string[];

  /**
   * What the client config says of this auth beside its ids.
   *
   * @internal
   */
  public get _settings() {
    return {
      ...this._pool,
      hostedLogin: this._login,
      guests: this._roles.guests !== undefined,
      groups: [...this._roles.groups.keys()],
    };
  }

  /**
   * What the access tokens of this auth may hold as scopes, whichever way a user signed in.
   *
   * @internal
   */
  public get _issuedScopes(): readonly string[] {
    return [...new Set([ADMIN_SCOPE, ...(this._login?.scopes ?? [])])];
  }

  private groupRoles(names: readonly string[]): PoolRole[] {
    return this._roles.order.holders(names).flatMap((name) => this._roles.groups.get(name) ?? []);
  }

  private guestRole(): PoolRole {
    if (this._roles.guests) return this._roles.guests;
    throw refusal(
      'GuestsOff',
      'this auth has no guests, set guests: true to let visitors without a sign-in call routes',
      this,
    );
  }
}

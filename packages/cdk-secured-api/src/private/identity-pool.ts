import { Lazy, type RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { IdentityPoolOptions } from '../identity-pool-options';
import { acknowledge } from './acknowledge';
import { DEFAULTS } from './defaults';
import type { GroupOrder } from './group-order';
import { IdentityPoolLogins } from './identity-pool-logins';
import { PoolRole, type PoolRoleProps } from './pool-role';
import { type RoleMappingsProps, roleMappingsOf } from './role-mappings';
import { SessionTags } from './session-tags';
import { findWritableClaims } from './writable-claims';

export interface IdentityPoolProps extends Omit<IdentityPoolOptions, 'groups'> {
  readonly userPool: cognito.UserPool;
  /** The clients whose tokens are taken; ones that are added later count. */
  readonly clients: readonly cognito.UserPoolClient[];
  readonly order: GroupOrder;
  readonly removalPolicy: RemovalPolicy;
}

/** The identity pool of one user pool, and the roles that it gives. */
export class IdentityPool extends Construct {
  public readonly identityPool: cognito.CfnIdentityPool;
  public readonly authenticated: PoolRole;
  public readonly guests?: PoolRole;
  /** The roles of the groups by their names, in order of precedence. */
  public readonly groups: ReadonlyMap<string, PoolRole>;

  public constructor(scope: Construct, id: string, props: IdentityPoolProps) {
    super(scope, id);
    const { guests, principalTags } = props;
    const logins = new IdentityPoolLogins(this, 'Logins', {
      auth: scope,
      providers: props.identityPoolProviders ?? [],
    });
    this.identityPool = this.addPool(props, logins);
    const tagged = [
      { name: props.userPool.userPoolProviderName, principalTags },
      ...logins.configs,
    ].flatMap(({ name, principalTags: tags }) => (tags ? { name, principalTags: tags } : []));
    const users = { amr: 'authenticated', tagged: tagged.length > 0 } as const;
    this.authenticated = this.addRole('Authenticated', { ...users, holders: 'signed-in users' });
    this.groups = new Map(
      props.order.groups.map(({ name }) => [
        name,
        this.addRole(`Group-${name}`, { ...users, holders: `group ${name}` }),
      ]),
    );
    if (guests) {
      this.guests = this.addRole('Guests', {
        amr: 'unauthenticated',
        tagged: false,
        holders: 'guests',
      });
      acknowledge(this.identityPool, 'AwsSolutions-COG7', 'guests were asked for: guests is true');
    }
    this.attachRoles(scope, { ...props, groups: this.groups, providers: logins.configs });
    new SessionTags(this, 'Tags', {
      auth: scope,
      identityPoolId: this.identityPool.ref,
      providers: tagged,
    });
    this.node.addValidation({ validate: () => findWritableClaims(props, props.clients, scope) });
  }

  /** Every role of users that signed in. */
  public get signedIn(): PoolRole[] {
    return [this.authenticated, ...this.groups.values()];
  }

  /** Every role that the pool gives. */
  public get all(): PoolRole[] {
    return this.guests ? [...this.signedIn, this.guests] : this.signedIn;
  }

  private addPool(props: IdentityPoolProps, logins: IdentityPoolLogins): cognito.CfnIdentityPool {
    const identityPool = new cognito.CfnIdentityPool(this, 'Pool', {
      allowUnauthenticatedIdentities: props.guests ?? DEFAULTS.guests,
      // The classic flow lifts the session policy that caps what guests may do.
      allowClassicFlow: false,
      cognitoIdentityProviders: Lazy.any({
        produce: () =>
          props.clients.map(({ userPoolClientId }) => ({
            clientId: userPoolClientId,
            providerName: props.userPool.userPoolProviderName,
            // Who signed out or was disabled gets no new credentials.
            serverSideTokenCheck: true,
          })),
      }),
      ...logins.lists,
    });
    identityPool.applyRemovalPolicy(props.removalPolicy);
    return identityPool;
  }

  private addRole(id: string, props: Omit<PoolRoleProps, 'identityPoolId'>): PoolRole {
    return new PoolRole(this, id, { ...props, identityPoolId: this.identityPool.ref });
  }

  private attachRoles(auth: Construct, props: RoleMappingsProps): void {
    new cognito.CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: this.identityPool.ref,
      roles: {
        authenticated: this.authenticated.role.roleArn,
        ...(this.guests && { unauthenticated: this.guests.role.roleArn }),
      },
      roleMappings: roleMappingsOf(props, auth),
    });
  }
}

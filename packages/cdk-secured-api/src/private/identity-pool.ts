import { Lazy, type RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { IdentityPoolOptions } from '../identity-pool-options';
import { acknowledge } from './acknowledge';
import { DEFAULTS } from './defaults';
import type { GroupOrder } from './group-order';
import { IdentityPoolLogins } from './identity-pool-logins';
import { PoolRole } from './pool-role';
import { PoolRoles } from './pool-roles';
import { type RoleMappingsProps, roleMappingsOf } from './role-mappings';
import { SessionTags } from './session-tags';
import { type UserRoleProps, userRole } from './user-role';
import { findWritableClaims } from './writable-claims';

export interface IdentityPoolProps extends Omit<IdentityPoolOptions, 'groups'> {
  readonly userPool: cognito.IUserPool;
  /** The clients whose tokens are taken; ones that are added later count. */
  readonly clients: readonly cognito.IUserPoolClient[];
  readonly order: GroupOrder;
  readonly removalPolicy: RemovalPolicy;
}

/** The identity pool of one user pool, and the roles that it gives. */
export class IdentityPool extends Construct {
  public readonly identityPool: cognito.CfnIdentityPool;
  public readonly roles: PoolRoles;

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
    const authenticated = this.addRole('Authenticated', { ...users, holders: 'signed-in users' });
    const groups = new Map(
      props.order.groups.map(({ name }) => [
        name,
        this.addRole(`Group-${name}`, { ...users, holders: `group ${name}` }),
      ]),
    );
    this.roles = new PoolRoles(authenticated, groups, props.order, this.guestsOf(guests));
    this.attachRoles(scope, { ...props, groups: this.roles.groups, providers: logins.configs });
    new SessionTags(this, 'Tags', {
      auth: scope,
      identityPoolId: this.identityPool.ref,
      providers: tagged,
    });
    this.node.addValidation({ validate: () => findWritableClaims(props, props.clients, scope) });
  }

  private guestsOf(guests?: boolean): PoolRole | undefined {
    if (!guests) return undefined;
    acknowledge(this.identityPool, 'AwsSolutions-COG7', 'guests were asked for: guests is true');
    return this.addRole('Guests', { amr: 'unauthenticated', tagged: false, holders: 'guests' });
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

  private addRole(id: string, { holders, ...trust }: Omit<UserRoleProps, 'identityPoolId'>) {
    return new PoolRole(this, id, {
      holders,
      role: (scope) =>
        userRole(scope, { ...trust, holders, identityPoolId: this.identityPool.ref }),
    });
  }

  private attachRoles(auth: Construct, props: RoleMappingsProps): void {
    const { authenticated, guests } = this.roles;
    new cognito.CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: this.identityPool.ref,
      roles: {
        authenticated: authenticated.role.roleArn,
        ...(guests && { unauthenticated: guests.role.roleArn }),
      },
      roleMappings: roleMappingsOf(props, auth),
    });
  }
}

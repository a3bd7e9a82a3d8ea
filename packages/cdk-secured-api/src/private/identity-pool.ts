import { Lazy, type RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { PoolRole } from './pool-role';

export interface IdentityPoolProps {
  readonly userPool: cognito.UserPool;
  /** The clients whose tokens are taken; ones that are added later count. */
  readonly clients: readonly cognito.UserPoolClient[];
  readonly guests: boolean;
  readonly groups: readonly string[];
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
    this.identityPool = new cognito.CfnIdentityPool(this, 'Pool', {
      allowUnauthenticatedIdentities: props.guests,
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
    });
    this.identityPool.applyRemovalPolicy(props.removalPolicy);
    this.authenticated = this.addRole('Authenticated', 'signed-in users', 'authenticated');
    this.groups = new Map(
      props.groups.map((name) => [
        name,
        this.addRole(`Group-${name}`, `group ${name}`, 'authenticated'),
      ]),
    );
    if (props.guests) {
      this.guests = this.addRole('Guests', 'guests', 'unauthenticated');
      acknowledge(this.identityPool, 'AwsSolutions-COG7', 'guests were asked for: guests is true');
    }
    this.attachRoles(props);
  }

  /** Every role of users that signed in. */
  public get signedIn(): PoolRole[] {
    return [this.authenticated, ...this.groups.values()];
  }

  /** Every role that the pool gives. */
  public get all(): PoolRole[] {
    return this.guests ? [...this.signedIn, this.guests] : this.signedIn;
  }

  private addRole(id: string, holders: string, amr: 'authenticated' | 'unauthenticated'): PoolRole {
    return new PoolRole(this, id, { identityPoolId: this.identityPool.ref, amr, holders });
  }

  private attachRoles(props: IdentityPoolProps): void {
    new cognito.CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: this.identityPool.ref,
      roles: {
        authenticated: this.authenticated.role.roleArn,
        ...(this.guests && { unauthenticated: this.guests.role.roleArn }),
      },
      roleMappings:
        this.groups.size === 0 ? undefined : Lazy.any({ produce: () => roleMappings(props) }),
    });
  }
}

/** Roles by the token's groups, for each client: the keys have no meaning but must differ. */
function roleMappings({ userPool, clients }: IdentityPoolProps) {
  return Object.fromEntries(
    clients.map(({ userPoolClientId }, index) => [
      index === 0 ? 'userPool' : `userPool${index + 1}`,
      {
        type: 'Token',
        ambiguousRoleResolution: 'AuthenticatedRole',
        identityProvider: `${userPool.userPoolProviderName}:${userPoolClientId}`,
      },
    ]),
  );
}

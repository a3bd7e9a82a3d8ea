import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CognitoAuthBase } from '../cognito-auth-base';
import type { ExistingAuthProps } from '../existing-auth-props';
import type { ExistingIdentityPool } from '../existing-identity-pool';
import { DEFAULTS } from './defaults';
import { GroupOrder } from './group-order';
import { IdentityPool } from './identity-pool';
import { PoolRole } from './pool-role';
import { PoolRoles } from './pool-roles';
import { refusal } from './refusal';
import { identifiersOf } from './sign-in-aliases';
import type { UserPoolSettings } from './user-pool-settings';

/** What Cognito asks of a password where a pool says nothing. */
const COGNITO_PASSWORD_POLICY: cognito.PasswordPolicy = {
  minLength: 8,
  requireDigits: true,
  requireLowercase: true,
  requireSymbols: true,
  requireUppercase: true,
};

/** An auth on pools that are there; what it is told of them stands in the client config alone. */
export class ExistingAuth extends CognitoAuthBase {
  public readonly userPool: cognito.IUserPool;
  public readonly userPoolClient: cognito.IUserPoolClient;
  public readonly identityPoolId: string;
  public readonly hostedLoginUrl = undefined;
  protected readonly _roles: PoolRoles;
  protected readonly _pool: UserPoolSettings;

  public constructor(scope: Construct, id: string, props: ExistingAuthProps) {
    super(scope, id, props.devOrigins);
    this.userPool = props.userPool;
    this.userPoolClient = props.userPoolClient;
    this._pool = settingsOf(props);
    if (props.identityPool) {
      this.assertNoGuests(props);
      this.identityPoolId = props.identityPool.identityPoolId;
      this._roles = this.rolesOf(props.identityPool);
    } else {
      const identities = this.newIdentityPool(props);
      this.identityPoolId = identities.identityPool.ref;
      this._roles = identities.roles;
    }
  }

  public override get _clientIds(): string[] {
    return [this.userPoolClient.userPoolClientId];
  }

  private newIdentityPool({ guests, userPool, userPoolClient }: ExistingAuthProps): IdentityPool {
    return new IdentityPool(this, 'Identities', {
      guests,
      userPool,
      clients: [userPoolClient],
      order: new GroupOrder(this, []),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private rolesOf(pool: ExistingIdentityPool): PoolRoles {
    const { authenticatedRole, guestRole, groups = [] } = pool;
    const order = new GroupOrder(this, groups);
    const roles = new PoolRoles(
      this.poolRole('Authenticated', 'signed-in users', authenticatedRole),
      new Map(
        groups.map(({ name, role }) => [
          name,
          this.poolRole(`Group-${name}`, `group ${name}`, role),
        ]),
      ),
      order,
      guestRole && this.poolRole('Guests', 'guests', guestRole),
    );
    this.assertOwnRoles(roles.all);
    return roles;
  }

  /** What one is granted, all who have the role may do: a proof for each would prove nothing. */
  private assertOwnRoles(roles: readonly PoolRole[]): void {
    const holders = new Map<string, string>();
    for (const { holders: own, role } of roles) {
      const other = holders.get(role.roleName);
      if (other !== undefined) {
        throw refusal(
          'RoleShared',
          `${other} and ${own} have one role, so that either may call what the other is granted: ` +
            'give each a role of its own in identityPool, or leave a group out',
          this,
        );
      }
      holders.set(role.roleName, own);
    }
  }

  private poolRole(id: string, holders: string, role: iam.IRole): PoolRole {
    const { account } = role.env;
    const own = Stack.of(this).account;
    if (!Token.isUnresolved(account) && !Token.isUnresolved(own) && account !== own) {
      throw refusal(
        'RoleOfOtherAccount',
        `the role of ${holders} is of account ${account}, to which no policy can be added from ` +
          `${own}: use pools and roles of one account`,
        this,
      );
    }
    return new PoolRole(this, id, { holders, role: () => role });
  }

  private assertNoGuests({ guests }: ExistingAuthProps): void {
    if (guests === undefined) return;
    throw refusal(
      'GuestsOfExistingPool',
      'guests says what a new identity pool does, give identityPool.guestRole where the existing ' +
        'one has guests, and leave guests out',
      this,
    );
  }
}

function settingsOf(props: ExistingAuthProps): UserPoolSettings {
  const identifiers = identifiersOf(props.signInAliases ?? DEFAULTS.signInAliases);
  const mfa = props.mfa ?? cognito.Mfa.OPTIONAL;
  return {
    identifiers,
    selfSignUp: props.selfSignUp,
    flows: props.flows ?? ['USER_SRP_AUTH'],
    mfa,
    secondFactors: { otp: mfa !== cognito.Mfa.OFF, sms: false, email: false },
    firstFactors: { password: true, emailOtp: false, smsOtp: false, passkey: false },
    verification: 'code',
    verifiedAddresses: identifiers.filter((name) => name === 'email' || name === 'phone_number'),
    passwordPolicy: { ...COGNITO_PASSWORD_POLICY, ...props.passwordPolicy },
    requiredAttributes: [],
  };
}

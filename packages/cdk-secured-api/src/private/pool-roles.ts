import type { GroupOrder } from './group-order';
import type { PoolRole } from './pool-role';

/** The roles that an identity pool gives. */
export class PoolRoles {
  /**
   * @param authenticated The role of users that are in no group.
   * @param groups The roles of the groups by their names, in order of precedence.
   * @param order Which groups have the rights of which.
   * @param guests The role of whoever did not sign in.
   */
  public constructor(
    public readonly authenticated: PoolRole,
    public readonly groups: ReadonlyMap<string, PoolRole>,
    public readonly order: GroupOrder,
    public readonly guests?: PoolRole,
  ) {}

  /** Every role of users that signed in. */
  public get signedIn(): PoolRole[] {
    return [this.authenticated, ...this.groups.values()];
  }

  /** Every role that the pool gives. */
  public get all(): PoolRole[] {
    return this.guests ? [...this.signedIn, this.guests] : this.signedIn;
  }
}

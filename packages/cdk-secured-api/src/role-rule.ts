/**
 * A rule in Cognito's terms, but for the role: that is the one of a group.
 *
 * @internal
 */
export interface RoleRuleConfig {
  readonly claim: string;
  readonly matchType: 'Equals' | 'NotEqual' | 'Contains' | 'StartsWith';
  readonly value: string;
  readonly group: string;
}

/**
 * Gives the role of a group for what a token claims; of several rules the first that matches counts.
 *
 * A token without the claim matches no rule.
 */
export class RoleRule {
  /**
   * Where the claim is exactly this.
   *
   * @param claim The claim of the token.
   * @param value What it has to be.
   * @param group The group whose role is given.
   *
   * @example
   * RoleRule.claimEquals('hd', 'example.com', 'staff');
   */
  public static claimEquals(claim: string, value: string, group: string): RoleRule {
    return new RoleRule({ claim, matchType: 'Equals', value, group });
  }

  /**
   * Where the claim is anything but this.
   *
   * @param claim The claim of the token.
   * @param value What it must not be.
   * @param group The group whose role is given.
   */
  public static claimNotEqual(claim: string, value: string, group: string): RoleRule {
    return new RoleRule({ claim, matchType: 'NotEqual', value, group });
  }

  /**
   * Where the claim holds this; mind that `ops` is in `devops`, too.
   *
   * @param claim The claim of the token.
   * @param value What it has to hold.
   * @param group The group whose role is given.
   */
  public static claimContains(claim: string, value: string, group: string): RoleRule {
    return new RoleRule({ claim, matchType: 'Contains', value, group });
  }

  /**
   * Where the claim begins with this.
   *
   * @param claim The claim of the token.
   * @param value What it has to begin with.
   * @param group The group whose role is given.
   */
  public static claimStartsWith(claim: string, value: string, group: string): RoleRule {
    return new RoleRule({ claim, matchType: 'StartsWith', value, group });
  }

  private constructor(private readonly config: RoleRuleConfig) {}

  /** @internal */
  public _bind(): RoleRuleConfig {
    return this.config;
  }
}

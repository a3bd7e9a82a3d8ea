/** A group of a user pool, with a role of its own. */
export interface CognitoGroup {
  /** The name of the group, as it stands in the claim `cognito:groups`. */
  readonly name: string;

  /**
   * Names of later groups whose rights this group has as well.
   *
   * One session has one role, so whoever is in two groups has the rights of the first alone, unless
   * it includes the second.
   *
   * @default - the rights of signed-in users and this group's own
   */
  readonly includes?: string[];

  /**
   * What the group is for.
   *
   * @default - no description
   */
  readonly description?: string;
}

/** What becomes of a token for which role mapping finds no role, or more than one. */
export enum AmbiguousRoleResolution {
  /** The role of signed-in users. */
  AUTHENTICATED_ROLE = 'AuthenticatedRole',
  /** No credentials. */
  DENY = 'Deny',
}

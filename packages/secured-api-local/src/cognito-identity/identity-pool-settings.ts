/** A user pool client that an identity pool trusts. */
export interface IdentityProviderSettings {
  /** Such as `cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123`. */
  readonly providerName: string;
  readonly clientId: string;
  readonly serverSideTokenCheck: boolean;
}

/** An identity pool as the template says. */
export interface IdentityPoolSettings {
  readonly id: string;
  readonly allowUnauthenticated: boolean;
  readonly providers: readonly IdentityProviderSettings[];
}

/** One rule of a role mapping: the first that matches decides. */
export interface MappingRule {
  readonly claim: string;
  readonly matchType: 'Equals' | 'Contains' | 'StartsWith' | 'NotEqual';
  readonly value: string;
  readonly roleArn: string;
}

/** How the role of a provider's user is chosen. */
export interface RoleMapping {
  /** Such as `cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123:<client id>`. */
  readonly provider: string;
  readonly type: 'Token' | 'Rules';
  /** What happens where the token or the rules name no role. */
  readonly ambiguous: 'AuthenticatedRole' | 'Deny';
  readonly rules: readonly MappingRule[];
}

/** The roles of an identity pool as the template says. */
export interface RoleAttachmentSettings {
  readonly identityPoolId: string;
  readonly authenticatedRoleArn?: string;
  readonly unauthenticatedRoleArn?: string;
  readonly mappings: readonly RoleMapping[];
}

/** A user pool client that an identity pool trusts. */
export interface IdentityProviderSettings {
  /** Such as `cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123`. */
  readonly providerName: string;
  readonly clientId: string;
  readonly serverSideTokenCheck: boolean;
}

/** A provider whose tokens an identity pool takes without a user pool. */
export interface DirectProviderSettings {
  /** What a `Logins` map calls it, such as `accounts.google.com`. */
  readonly loginName: string;
  /** What role mappings and tags call it: the same, or the ARN of a provider of IAM. */
  readonly mappingName: string;
  /** Ids of the app at the provider. */
  readonly audiences: readonly string[];
}

/** What becomes of a token's claims: tags of the session by their names. */
export interface PrincipalTagSettings {
  readonly identityPoolId: string;
  /** What role mappings call the provider, a user pool without its client. */
  readonly providerName: string;
  /** Claims by tag. */
  readonly tags: Readonly<Record<string, string>>;
}

/** An identity pool as the template says. */
export interface IdentityPoolSettings {
  readonly id: string;
  readonly allowUnauthenticated: boolean;
  /** Whether identities may ask STS for roles by themselves. */
  readonly allowClassicFlow: boolean;
  readonly providers: readonly IdentityProviderSettings[];
  readonly directProviders: readonly DirectProviderSettings[];
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

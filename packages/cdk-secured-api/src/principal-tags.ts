/**
 * Cognito's own mapping, or one from tags to claims.
 *
 * @internal
 */
export type PrincipalTagsConfig = 'defaults' | { readonly [tag: string]: string };

/** Claims of a token as tags of the session, which policies read as `aws:PrincipalTag/...`. */
export class PrincipalTags {
  /** Cognito's own mapping: the tag `username` is the claim `sub`, and `client` is `aud`. */
  public static defaults(): PrincipalTags {
    return new PrincipalTags('defaults');
  }

  /**
   * A mapping of your own.
   *
   * @param claims The claims by the tags that they become.
   *
   * @example
   * PrincipalTags.fromClaims({ tenant: 'custom:tenant' });
   */
  public static fromClaims(claims: { readonly [tag: string]: string }): PrincipalTags {
    return new PrincipalTags(claims);
  }

  private constructor(private readonly config: PrincipalTagsConfig) {}

  /** @internal */
  public _bind(): PrincipalTagsConfig {
    return this.config;
  }
}

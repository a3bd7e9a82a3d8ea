/** A provider of OpenID Connect as IAM has it. */
export interface OidcProviderSettings {
  /** Its issuer without `https://`. */
  readonly issuer: string;
  readonly clientIds: readonly string[];
}

/** The template's providers of OpenID Connect, by their ARNs. */
export type OidcProviders = Map<string, OidcProviderSettings>;

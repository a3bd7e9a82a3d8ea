import type { OAuthError } from './oauth-error';

/** A refusal that may be told at the client's registered redirect URI. */
export class AuthorizationRefused extends Error {
  override readonly name = 'AuthorizationRefused';

  constructor(
    readonly redirectUri: string,
    readonly state: string | undefined,
    readonly error: OAuthError,
  ) {
    super(error.message);
  }

  /** The redirect URI with the error. */
  get location(): string {
    return withParameters(this.redirectUri, {
      error: this.error.code,
      error_description: this.error.description,
      state: this.state,
    });
  }
}

/** A URL with more query parameters; what it had before stays as it was written. */
export function withParameters(
  url: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, value);
  }
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

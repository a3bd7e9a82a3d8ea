import { toBase64, toUtf8 } from './bytes';
import type { ClientConfig, HostedLoginConfig } from './client-config';
import { CognitoError } from './cognito-error';
import { redirectAttempt } from './redirect-attempt';

/** Where a sign-in at the hosted login leads. */
export interface RedirectOptions {
  /** Cognito's name of an identity provider, such as `Google`. @default - the person chooses */
  provider?: string;
  /** A page of this origin to come back to. @default - the present one */
  returnTo?: string;
}

/**
 * Leaves the page for the hosted login. The client completes the sign-in when the page is back.
 *
 * @throws CognitoError `InvalidConfig` without a hosted login that comes back to this origin, or
 * `ForeignOrigin` for a page of another one
 */
export async function redirectToLogin(
  config: ClientConfig,
  { provider, returnTo }: RedirectOptions = {},
): Promise<never> {
  const { url: origin, redirectSignIn, scopes } = hostedLoginOf(config);
  const redirectUri = ofThisOrigin(redirectSignIn);
  if (redirectUri === undefined) {
    const given = globalThis.location.origin;
    throw new CognitoError('InvalidConfig', `no URL of hostedLogin.redirectSignIn is of ${given}`);
  }
  const page = pageOfThisOrigin(returnTo);
  const [state, nonce, verifier] = [randomText(), randomText(), randomText()];
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(toUtf8(verifier)));
  redirectAttempt(config).write({ state, nonce, verifier, redirectUri, returnTo: page });
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: config.userPoolClientId,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    ...{ state, nonce },
    code_challenge: toBase64Url(new Uint8Array(hash)),
    code_challenge_method: 'S256',
    ...(provider !== undefined && { identity_provider: provider }),
  });
  globalThis.location.assign(`${origin}/oauth2/authorize?${query}`);
  return new Promise(() => undefined); // the page is about to go
}

function hostedLoginOf({ hostedLogin }: ClientConfig): HostedLoginConfig {
  if (hostedLogin !== undefined) return hostedLogin;
  throw new CognitoError('InvalidConfig', "'hostedLogin' is nothing, expected the hosted login");
}

/** The URL of this very page if it is one of them, else the first of this origin. */
function ofThisOrigin(urls: readonly string[]): string | undefined {
  const { origin, pathname } = globalThis.location;
  const own = urls.filter((url) => new URL(url).origin === origin);
  return own.find((url) => new URL(url).pathname === pathname) ?? own[0];
}

function pageOfThisOrigin(returnTo = globalThis.location.href): string {
  const { href, origin } = globalThis.location;
  const page = new URL(returnTo, href);
  if (page.origin === origin) return page.href;
  throw new CognitoError('ForeignOrigin', `returnTo is of ${page.origin}, expected ${origin}`);
}

const randomText = () => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));

const toBase64Url = (bytes: Uint8Array) =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

import { createHmac } from 'node:crypto';
import { headerValues } from '../../support/raw-request';
import { isSameSecret } from '../../support/same-secret';
import type { LoginRequest, Parameters } from './login-request';
import { OAuthError } from './oauth-error';

/** The field of a form that proves that a page of ours has it. */
export const FORM_TOKEN_FIELD = '_csrf';

/** The browser that asks, by its cookies. */
export interface Browser {
  /** The key of its session, if it has signed in. */
  readonly loginKey: string | undefined;
  /** What tells it from another browser. */
  readonly id: string;
  /** What its forms have to carry. */
  readonly formToken: string;
  /** The cookie that makes it known, for every page. */
  readonly idCookie: string;
  /** The cookie of its session; without a key it is dropped. */
  loginCookie(key: string | undefined): string;
  /**
   * Checks that a form was sent from a page that this browser was given.
   *
   * @throws OAuthError `invalid_request`
   */
  assertOwnForm(form: Parameters): void;
}

/** What a browser is read with. */
export interface BrowserOptions {
  readonly poolId: string;
  readonly request: LoginRequest;
  /** Such as `http`. */
  readonly scheme: 'http' | 'https';
  /** What form tokens are made with. */
  readonly secret: Buffer;
  readonly newId: () => string;
}

/** Reads who asks. Cookies of this machine are shared by its ports: the pool's id keeps them apart. */
export function readBrowser({ poolId, request, scheme, secret, newId }: BrowserOptions): Browser {
  const idName = `XSRF-TOKEN-${poolId}`;
  const loginName = `cognito-${poolId}`;
  const given = request.cookies.get(idName);
  const id = given !== undefined && /^[\w-]{43}$/.test(given) ? given : newId();
  const formToken = createHmac('sha256', secret).update(id).digest('base64url');
  const flags = `Path=/; HttpOnly; SameSite=Lax${scheme === 'https' ? '; Secure' : ''}`;
  return {
    id,
    formToken,
    loginKey: request.cookies.get(loginName),
    idCookie: `${idName}=${id}; ${flags}`,
    loginCookie: (key) =>
      key === undefined
        ? `${loginName}=; Max-Age=0; ${flags}`
        : `${loginName}=${key}; Max-Age=3600; ${flags}`,
    assertOwnForm: (form) => {
      const [host = ''] = headerValues(request.headers, 'host');
      const origins = headerValues(request.headers, 'origin');
      const isOwn =
        origins.every((origin) => origin === `${scheme}://${host}`) &&
        given === id &&
        isSameSecret(form.get(FORM_TOKEN_FIELD) ?? '', formToken);
      if (!isOwn)
        throw new OAuthError('invalid_request', 'open the page anew: its form is too old');
    },
  };
}

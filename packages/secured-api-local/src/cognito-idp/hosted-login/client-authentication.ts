import { headerValues } from '../../support/raw-request';
import { isSameSecret } from '../../support/same-secret';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { LoginClient } from './authorize-request';
import type { LoginRequest, Parameters } from './login-request';
import { OAuthError } from './oauth-error';

/**
 * The client that calls an endpoint, proved by its secret where it has one: by `Authorization:
 * Basic` or in the form, never both (RFC 6749, section 2.3).
 *
 * @throws OAuthError `invalid_client` or `invalid_request`
 */
export function authenticateClient(
  { registry }: UserPoolBackend,
  pool: UserPoolSettings,
  request: LoginRequest,
  form: Parameters,
): LoginClient {
  const { id, secret } = credentials(request, form);
  const client = registry.clients().find((candidate) => candidate.id === id);
  if (client?.poolId !== pool.id || client.oauth === undefined) {
    throw invalidClient('no such client in this hosted login');
  }
  if (client.secret === undefined ? secret !== undefined : !hasSecret(client.secret, secret)) {
    throw invalidClient('the client secret is missing, wrong or none is known');
  }
  return { ...client, oauth: client.oauth };
}

function hasSecret(expected: string, given: string | undefined): boolean {
  return given !== undefined && isSameSecret(given, expected);
}

function credentials({ headers }: LoginRequest, form: Parameters) {
  const [authorization] = headerValues(headers, 'authorization');
  const posted = { id: form.get('client_id'), secret: form.get('client_secret') };
  if (authorization === undefined) return posted;
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const mark = pair.indexOf(':');
  const id = pair.slice(0, mark);
  if (mark < 1 || posted.secret !== undefined || (posted.id ?? id) !== id) {
    throw new OAuthError('invalid_request');
  }
  return { id, secret: pair.slice(mark + 1) };
}

function invalidClient(reason: string): OAuthError {
  return new OAuthError('invalid_client').because(reason);
}

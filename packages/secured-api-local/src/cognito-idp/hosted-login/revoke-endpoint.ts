import { AwsError } from '../../support/aws-error';
import { revokeSession } from '../tokens/revoke-session';
import { authenticateClient } from './client-authentication';
import type { LoginContext } from './login-context';
import { readParameters } from './login-request';
import { OAuthError } from './oauth-error';

/**
 * `POST /oauth2/revoke`: ends the session of a refresh token (RFC 7009).
 *
 * @throws OAuthError `invalid_request`, `invalid_client` or `unsupported_token_type`
 */
export async function answerRevoke({ backend, pool, request }: LoginContext): Promise<void> {
  const form = readParameters(request.body);
  const client = authenticateClient(backend, pool, request, form);
  const token = form.get('token');
  if (token === undefined) throw new OAuthError('invalid_request');
  try {
    revokeSession(backend, client, token);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const isOther = error.code === 'UnsupportedTokenTypeException';
    throw new OAuthError(isOther ? 'unsupported_token_type' : 'invalid_request');
  }
}

import { AwsError } from '../../support/aws-error';
import { headerValues } from '../../support/raw-request';
import type { SignedInUser } from '../tokens/token-verifier';
import { grantedAttributes } from '../users/granted-attributes';
import type { LoginContext } from './login-context';
import { OAuthError } from './oauth-error';

/**
 * `GET /oauth2/userInfo`: the attributes that the scopes of an access token cover.
 *
 * @throws OAuthError `invalid_request`, `invalid_token` or `insufficient_scope`
 */
export function answerUserInfo({ backend, pool, request }: LoginContext): unknown {
  const [authorization = ''] = headerValues(request.headers, 'authorization');
  const [, token] = /^Bearer ([\w.-]+)$/i.exec(authorization) ?? [];
  if (token === undefined) throw new OAuthError('invalid_request');
  const { user, client, session } = holder({ backend }, token);
  if (client.poolId !== pool.id) throw invalidToken();
  return {
    sub: user.sub,
    ...grantedAttributes(user, client, session.grant?.scopes),
    username: user.username,
  };
}

function holder({ backend }: Pick<LoginContext, 'backend'>, token: string): SignedInUser {
  try {
    return backend.verifier.authenticate({ AccessToken: token }, 'openid');
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (!error.message.includes('scopes')) throw invalidToken();
    throw new OAuthError('insufficient_scope', 'Access token does not contain openid scope', 403);
  }
}

function invalidToken(): OAuthError {
  return new OAuthError(
    'invalid_token',
    'Access token is expired, disabled, or deleted, or the user has globally signed out.',
    401,
  );
}

import { AwsError } from '../../support/aws-error';
import { refreshTokens } from '../auth-flows/refresh-tokens';
import { signClientToken } from '../tokens/client-token';
import { type LoginClient, readScopes } from './authorize-request';
import { authenticateClient } from './client-authentication';
import { type HostedTokens, issueHostedTokens, toHostedTokens } from './hosted-tokens';
import type { LoginContext } from './login-context';
import { type Parameters, readParameters } from './login-request';
import { OAuthError } from './oauth-error';

/** What the token endpoint gives. */
export interface TokenAnswer extends HostedTokens {
  readonly refresh_token?: string;
}

type Grant = (context: LoginContext, client: LoginClient, form: Parameters) => Promise<TokenAnswer>;

const GRANTS = new Map<string, Grant>([
  ['authorization_code', exchangeCode],
  ['refresh_token', refresh],
  ['client_credentials', grantToClient],
]);

/**
 * `POST /oauth2/token`.
 *
 * @throws OAuthError what the endpoint refuses with
 */
export async function answerTokenRequest(context: LoginContext): Promise<TokenAnswer> {
  const { backend, pool, request } = context;
  const form = readParameters(request.body);
  const type = form.get('grant_type');
  if (type === undefined) throw new OAuthError('invalid_request');
  const grant = GRANTS.get(type);
  if (grant === undefined) throw new OAuthError('unsupported_grant_type');
  const client = authenticateClient(backend, pool, request, form);
  try {
    return await grant(context, client, form);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const isTrigger = error.code.includes('Lambda');
    throw new OAuthError(
      isTrigger ? 'invalid_request' : 'invalid_grant',
      isTrigger ? error.message : undefined,
    ).because(error.reason ?? error.message);
  }
}

async function exchangeCode(
  { backend }: LoginContext,
  client: LoginClient,
  form: Parameters,
): Promise<TokenAnswer> {
  const { authorizationCodes: codes, directory, sessions } = backend;
  const code = required(form, 'code');
  const grant = codes.redeem({
    code,
    clientId: client.id,
    redirectUri: form.get('redirect_uri'),
    codeVerifier: form.get('code_verifier'),
  });
  const user = directory.get(grant.poolId, grant.username);
  const isSame = user?.sub === grant.sub && user.generation === grant.generation;
  if (!isSame || !user.enabled) {
    throw new OAuthError('invalid_grant').because('the user is disabled, gone or signed out');
  }
  const { scopes, loginId, nonce } = grant;
  const session = sessions.open(user, client, { grant: { scopes, loginId } });
  codes.gave(code, session);
  const refreshToken = sessions.issueRefreshToken(session);
  const issued = await issueHostedTokens(backend, { user, client, session, nonce });
  return { ...issued, refresh_token: refreshToken };
}

async function refresh(
  { backend }: LoginContext,
  client: LoginClient,
  form: Parameters,
): Promise<TokenAnswer> {
  const refreshToken = required(form, 'refresh_token');
  const { originJti = '' } = backend.sessions.findRefreshToken(refreshToken) ?? {};
  const scopes = backend.sessions.find(originJti)?.grant?.scopes ?? ['openid'];
  const result = await refreshTokens(backend, { client, refreshToken, clientMetadata: {} });
  const { RefreshToken: successor } = result;
  return {
    ...toHostedTokens(result, scopes),
    ...(successor !== undefined && { refresh_token: successor }),
  };
}

async function grantToClient(
  { backend }: LoginContext,
  client: LoginClient,
  form: Parameters,
): Promise<TokenAnswer> {
  if (!client.oauth.flows.includes('client_credentials')) {
    throw new OAuthError('unauthorized_client');
  }
  const scopes = readScopes(client.oauth.scopes, form.get('scope'));
  return {
    access_token: signClientToken(backend, client, scopes),
    expires_in: client.accessTokenMs / 1000,
    token_type: 'Bearer',
  };
}

function required(form: Parameters, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw new OAuthError('invalid_request', `${name} is missing`);
  return value;
}

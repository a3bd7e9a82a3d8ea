import { AwsError } from '../../support/aws-error';
import type {
  OAuthSettings,
  UserPoolClientSettings,
  UserPoolSettings,
} from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { AuthorizationRefused } from './authorization-refused';
import type { Parameters } from './login-request';
import { OAuthError } from './oauth-error';

/** A client of the hosted login, with what it may do there. */
export interface LoginClient extends UserPoolClientSettings {
  readonly oauth: OAuthSettings;
}

/** What a client asks a person for: every part of it was checked. */
export interface AuthorizeRequest {
  readonly client: LoginClient;
  readonly redirectUri: string;
  /** Whether the client named the redirect URI, as it then has to once more. */
  readonly hasRedirectUri: boolean;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly responseType: 'code' | 'token';
  /** Left out for tokens, which need no code. */
  readonly codeChallenge: string | undefined;
  readonly prompt: string | undefined;
  /** The provider to sign in by, where the client chose it. */
  readonly provider: string | undefined;
  readonly loginHint: string | undefined;
}

/**
 * Reads and checks the parameters of an authorization request.
 *
 * @throws AwsError where nothing may be told at the redirect URI
 * @throws AuthorizationRefused where it may
 */
export function readAuthorizeRequest(
  backend: UserPoolBackend,
  pool: UserPoolSettings,
  parameters: Parameters,
): AuthorizeRequest {
  const client = loginClient(backend, pool, parameters);
  const given = parameters.get('redirect_uri');
  const redirectUri = given ?? client.oauth.defaultRedirectUri;
  if (redirectUri === undefined || !client.oauth.callbackUrls.includes(redirectUri)) {
    throw new AwsError('redirect_mismatch', 'redirect_mismatch');
  }
  const state = parameters.get('state');
  try {
    const responseType = readResponseType(client, parameters.get('response_type'));
    return {
      client,
      redirectUri,
      hasRedirectUri: given !== undefined,
      state,
      scopes: readScopes(client.oauth.scopes, parameters.get('scope')),
      nonce: parameters.get('nonce'),
      responseType,
      codeChallenge: responseType === 'code' ? readChallenge(client, parameters) : undefined,
      prompt: parameters.get('prompt'),
      provider: readProvider(backend, client, parameters),
      loginHint: parameters.get('login_hint'),
    };
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    throw new AuthorizationRefused(redirectUri, state, error);
  }
}

/**
 * The client of a request, if the hosted login of the pool serves it.
 *
 * @throws AwsError what the page of errors shows
 */
export function loginClient(
  { registry }: Pick<UserPoolBackend, 'registry'>,
  pool: UserPoolSettings,
  parameters: Parameters,
): LoginClient {
  const id = parameters.get('client_id');
  if (id === undefined) throw new AwsError('invalid_request', 'client_id is missing');
  const client = registry.clients().find((candidate) => candidate.id === id);
  if (client?.poolId !== pool.id || client.oauth === undefined) {
    throw new AwsError(
      'invalid_client',
      'Client does not exist or is not enabled for OAuth flows.',
    );
  }
  return { ...client, oauth: client.oauth };
}

/**
 * The scopes that a client asks for; all that it may have where it asks for none.
 *
 * @throws OAuthError `invalid_scope`
 */
export function readScopes(allowed: readonly string[], asked: string | undefined): string[] {
  const scopes = [...new Set(asked?.split(' ').filter((scope) => scope !== ''))];
  if (scopes.length === 0) return [...allowed];
  if (scopes.some((scope) => !allowed.includes(scope))) throw new OAuthError('invalid_scope');
  const needsOpenid = scopes.some((scope) => ['email', 'phone', 'profile'].includes(scope));
  if (needsOpenid && !scopes.includes('openid')) throw new OAuthError('invalid_scope');
  return scopes;
}

function readResponseType({ oauth }: LoginClient, type: string | undefined): 'code' | 'token' {
  if (type !== 'code' && type !== 'token') {
    throw new OAuthError('invalid_request', 'response_type is neither code nor token');
  }
  if (!oauth.flows.includes(type === 'code' ? 'code' : 'implicit')) {
    throw new OAuthError('unauthorized_client');
  }
  return type;
}

/** A client without a secret proves by PKCE (RFC 7636) that the code is its own. */
function readChallenge({ secret }: LoginClient, parameters: Parameters): string | undefined {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (challenge === undefined && method === undefined && secret !== undefined) return undefined;
  if (challenge === undefined || !/^[\w-]{43}$/.test(challenge)) {
    throw new OAuthError('invalid_request', 'code_challenge of PKCE is required');
  }
  if (method !== 'S256') {
    throw new OAuthError('invalid_request', 'code_challenge_method is not S256');
  }
  return challenge;
}

function readProvider(
  { registry }: UserPoolBackend,
  { poolId, oauth }: LoginClient,
  parameters: Parameters,
): string | undefined {
  const name = parameters.get('identity_provider') ?? byIdentifier();
  if (name !== undefined && !oauth.providers.includes(name)) {
    throw new OAuthError('invalid_request', 'identity_provider is none of the client');
  }
  return name;

  function byIdentifier(): string | undefined {
    const identifier = parameters.get('idp_identifier');
    if (identifier === undefined) return undefined;
    const found = registry
      .providers(poolId)
      .find(({ identifiers }) => identifiers.includes(identifier));
    return found?.name ?? identifier;
  }
}

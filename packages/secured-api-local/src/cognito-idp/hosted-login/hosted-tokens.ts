import type { Session } from '../tokens/sessions';
import type { AuthenticationResult } from '../tokens/token-issuer';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import type { LoginClient } from './authorize-request';
import { OAuthError } from './oauth-error';

/** Whom tokens of the hosted login are for. */
export interface HostedTokenRequest {
  readonly user: User;
  readonly client: LoginClient;
  readonly session: Session;
  readonly nonce: string | undefined;
}

/** Tokens as OAuth's answers name them (RFC 6749, section 5.1). */
export interface HostedTokens {
  readonly access_token: string;
  readonly id_token?: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

/**
 * Issues the tokens of a session that has begun at the hosted login.
 *
 * @throws AwsError what a trigger fails with
 * @throws OAuthError `invalid_grant` where the session has ended meanwhile
 */
export async function issueHostedTokens(
  { store, tokens, verifier }: UserPoolBackend,
  { user, client, session, nonce }: HostedTokenRequest,
): Promise<HostedTokens> {
  await store.durable();
  const result = await tokens.issue({
    user,
    client,
    session,
    source: 'TokenGeneration_HostedAuth',
    clientMetadata: {},
    nonce,
  });
  // While a trigger took its time the code may have been used again, which ends the session, or the
  // user been disabled or signed out.
  const isLive = verifier.isLive({ origin_jti: session.originJti, sub: user.sub });
  if (!isLive) throw new OAuthError('invalid_grant');
  return toHostedTokens(result, session.grant?.scopes ?? []);
}

/** Without `openid` there is no id token. */
export function toHostedTokens(
  { AccessToken, IdToken, ExpiresIn }: AuthenticationResult,
  scopes: readonly string[],
): HostedTokens {
  return {
    ...(scopes.includes('openid') && { id_token: IdToken }),
    access_token: AccessToken,
    expires_in: ExpiresIn,
    token_type: 'Bearer',
  };
}

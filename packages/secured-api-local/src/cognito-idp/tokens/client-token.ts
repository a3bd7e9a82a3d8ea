import type { UserPoolClientSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { signJwt } from './jwt';
import { issuerOf } from './token-issuer';

/** An access token of a client that acts for itself, without a user. */
export function signClientToken(
  { clock, random, environment, signingKey }: UserPoolBackend,
  client: UserPoolClientSettings,
  scopes: readonly string[],
): string {
  const now = Math.floor(clock.now() / 1000);
  const claims = {
    sub: client.id,
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: now,
    iss: issuerOf(environment.region, client.poolId),
    exp: now + client.accessTokenMs / 1000,
    iat: now,
    version: 2,
    jti: random.uuid(),
    client_id: client.id,
  };
  return signJwt(claims, signingKey());
}

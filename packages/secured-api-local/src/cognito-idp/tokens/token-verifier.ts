import { type Input, requiredText } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import type { Clock } from '../../support/clock';
import type { Environment } from '../../support/environment';
import type { UserPoolRegistry } from '../pool/user-pool-registry';
import type { UserPoolClientSettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import type { UserDirectory } from '../users/user-directory';
import { type Claims, verifyJwt } from './jwt';
import type { Session, Sessions } from './sessions';
import type { SigningKey } from './signing-keys';
import { issuerOf, USER_ADMIN_SCOPE } from './token-issuer';

/** Who may present an id token. */
export interface IdTokenAudience {
  readonly poolId: string;
  readonly clientId: string;
}

/** What is wrong with a token, or what it claims. */
export type VerifiedToken =
  | { readonly outcome: 'valid'; readonly claims: Claims; readonly sub: string }
  | { readonly outcome: 'expired'; readonly exp: number; readonly now: number }
  | { readonly outcome: 'invalid' | 'wrongIssuer' | 'wrongAudience' };

/** Who an access token stands for. */
export interface SignedInUser {
  readonly user: User;
  readonly pool: UserPoolSettings;
  readonly client: UserPoolClientSettings;
  readonly session: Session;
}

/** Reads tokens that this runtime issued. */
export interface TokenVerifier {
  /** Checks signature, issuer, use, audience and time of an id token. */
  verifyIdToken(token: string, audience: IdTokenAudience): VerifiedToken;
  /** Whether the session of a verified token goes on, and its user is enabled. */
  isLive(claims: Claims): boolean;
  /**
   * The user of an operation's `AccessToken`.
   *
   * @param scope - what the token must have been granted, Cognito's own user operations unless told
   * @throws AwsError `NotAuthorizedException`
   */
  authenticate(input: Input, scope?: string): SignedInUser;
}

/** Services that the verifier needs. */
export interface TokenVerifierServices {
  readonly clock: Clock;
  readonly environment: Environment;
  readonly registry: UserPoolRegistry;
  readonly directory: UserDirectory;
  readonly sessions: Sessions;
  readonly signingKey: () => SigningKey;
}

/** Makes a verifier that trusts the store's key alone. */
export function createTokenVerifier(services: TokenVerifierServices): TokenVerifier {
  const { clock, registry, directory, sessions, signingKey } = services;
  const { region } = services.environment;

  const liveUser = (claims: Claims): { user: User; session: Session } | undefined => {
    const session = sessions.find(text(claims, 'origin_jti'));
    if (session === undefined || session.sub !== claims.sub) return undefined;
    const user = directory.get(session.poolId, session.username);
    return sessions.isLive(session, user) ? { user, session } : undefined;
  };

  return {
    verifyIdToken: (token, { poolId, clientId }) => {
      const claims = verifyJwt(token, signingKey());
      if (claims === undefined || claims.token_use !== 'id') return { outcome: 'invalid' };
      if (claims.iss !== issuerOf(region, poolId)) return { outcome: 'wrongIssuer' };
      if (claims.aud !== clientId) return { outcome: 'wrongAudience' };
      const exp = Number(claims.exp);
      const now = Math.floor(clock.now() / 1000);
      if (!(now < exp)) return { outcome: 'expired', exp, now };
      return { outcome: 'valid', claims, sub: text(claims, 'sub') };
    },
    isLive: (claims) => liveUser(claims) !== undefined,
    authenticate: (input, scope = USER_ADMIN_SCOPE) => {
      const claims = verifyJwt(requiredText(input, 'AccessToken'), signingKey());
      if (claims?.token_use !== 'access') throw notAuthorized('Invalid Access Token');
      const client = registry.client(text(claims, 'client_id'));
      const pool = registry.pool(client.poolId);
      if (claims.iss !== issuerOf(region, pool.id)) throw notAuthorized('Invalid Access Token');
      if (!(clock.now() < Number(claims.exp) * 1000)) {
        throw notAuthorized('Access Token has expired');
      }
      if (!text(claims, 'scope').split(' ').includes(scope)) {
        throw notAuthorized('Access Token does not have required scopes');
      }
      const live = liveUser(claims);
      if (live === undefined) throw endedSession(claims, pool);
      return { ...live, pool, client };
    },
  };

  function endedSession(claims: Claims, pool: UserPoolSettings): AwsError {
    const user = directory.get(pool.id, text(claims, 'username'));
    if (user?.sub !== claims.sub)
      return new AwsError('UserNotFoundException', 'User does not exist.');
    return notAuthorized(user?.enabled ? 'Access Token has been revoked' : 'User is disabled.');
  }
}

function text(claims: Claims, name: string): string {
  const value = claims[name];
  return typeof value === 'string' ? value : '';
}

function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

import { createHash } from 'node:crypto';
import type { Store } from '../../state/store';
import type { Clock } from '../../support/clock';
import type { Random } from '../../support/random';
import type { UserPoolClientSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';

/** What began with one authentication and ends with its last refresh token. */
export interface Session {
  readonly originJti: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly sub: string;
  /** Seconds since the epoch. */
  readonly authTime: number;
  readonly generation: number;
  /** The device that it began on, which alone may renew it. */
  readonly deviceKey?: string;
  /** When its refresh tokens end, in milliseconds since the epoch. */
  readonly expiresAt: number;
  /** When its last access or id token ends. */
  readonly tokensExpireAt: number;
  /** What was granted at the hosted login; left out for a sign-in by the API. */
  readonly grant?: HostedGrant;
}

/** What a person granted at the hosted login. */
export interface HostedGrant {
  readonly scopes: readonly string[];
  /** The browser's session at the hosted login that it came of. */
  readonly loginId: string;
}

/** Where a session begins, as far as it is known. */
export type SessionOrigin = Pick<Session, 'deviceKey' | 'grant'>;

/** What is known of a refresh token. */
export interface RefreshToken {
  readonly originJti: string;
  /** When its successor was issued, in milliseconds since the epoch. */
  readonly rotatedAt?: number;
}

/** Sessions and their refresh tokens, of which only a hash is kept. */
export interface Sessions {
  open(user: User, client: UserPoolClientSettings, origin?: SessionOrigin): Session;
  find(originJti: string): Session | undefined;
  /** Ends a session: its refresh tokens stop working, and so do its other tokens at Cognito. */
  revoke(originJti: string): void;
  issueRefreshToken(session: Session): string;
  findRefreshToken(token: string): RefreshToken | undefined;
  markRotated(token: string): void;
  /** Whether a session has not been revoked, and the user neither disabled, deleted nor signed out. */
  isLive(session: Session, user: User | undefined): user is User;
}

/** Keeps sessions in the store. */
export function createSessions({
  store,
  clock,
  random,
}: {
  store: Store;
  clock: Clock;
  random: Random;
}): Sessions {
  const sessions = store.collection<Session>('sessions');
  const refreshTokens = store.collection<RefreshToken>('refresh-tokens');
  prune();

  return {
    open: (user, client, { deviceKey, grant } = {}) => {
      const now = clock.now();
      const session: Session = {
        originJti: random.uuid(),
        poolId: user.poolId,
        clientId: client.id,
        username: user.username,
        sub: user.sub,
        authTime: Math.floor(now / 1000),
        generation: user.generation,
        ...(deviceKey !== undefined && { deviceKey }),
        expiresAt: now + client.refreshTokenMs,
        tokensExpireAt:
          now + client.refreshTokenMs + Math.max(client.accessTokenMs, client.idTokenMs),
        ...(grant !== undefined && { grant }),
      };
      sessions.set(session.originJti, session);
      return session;
    },
    find: (originJti) => sessions.get(originJti),
    revoke: (originJti) => {
      sessions.delete(originJti);
    },
    issueRefreshToken: ({ originJti }) => {
      const token = random.bytes(48).toString('base64url');
      refreshTokens.set(hashOf(token), { originJti });
      return token;
    },
    findRefreshToken: (token) => refreshTokens.get(hashOf(token)),
    markRotated: (token) => {
      const found = refreshTokens.get(hashOf(token));
      if (found === undefined) return;
      refreshTokens.set(hashOf(token), { rotatedAt: clock.now(), ...found });
    },
    isLive: (session, user): user is User =>
      user?.enabled === true && user.sub === session.sub && user.generation === session.generation,
  };

  /** Drops what no token can refer to any more. */
  function prune(): void {
    for (const [key, session] of [...sessions.entries()]) {
      if (session.tokensExpireAt <= clock.now()) sessions.delete(key);
    }
    for (const [key, { originJti }] of [...refreshTokens.entries()]) {
      if (sessions.get(originJti) === undefined) refreshTokens.delete(key);
    }
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

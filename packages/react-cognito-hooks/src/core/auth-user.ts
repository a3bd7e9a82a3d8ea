import type { Claims } from './jwt-claims';
import type { ProviderLogin } from './session-tokens';

/** Who is signed in, as the id token says. */
export interface AuthUser {
  /** The claim `sub`, or the identity id of a user of the identity pool alone: it never changes. */
  userId: string;
  /** The claim `cognito:username`; in pools that sign in by e-mail or phone it equals `userId`. */
  username: string;
  email?: string;
  /** The claim `cognito:groups`. */
  groups: readonly string[];
  /** Every claim of the id token. */
  claims: Readonly<Record<string, unknown>>;
  /** The identity provider of a federated user, or of one of the identity pool alone. */
  provider?: string;
}

/** The claims that every refresh changes, whoever the user is. */
const VOLATILE = new Set(['iat', 'exp', 'jti', 'auth_time']);

const isText = (value: unknown): value is string => typeof value === 'string';

/** Converts the claims of a session's token; undefined without a subject. */
export function toAuthUser(claims: Claims, login?: ProviderLogin): AuthUser | undefined {
  const { email, 'cognito:groups': groups } = claims;
  const sub = login?.identityId ?? claims.sub;
  if (!isText(sub)) return undefined;
  const username = claims['cognito:username'];
  const provider = login?.provider ?? readProvider(claims.identities);
  return {
    userId: sub,
    username: isText(username) ? username : sub,
    ...(isText(email) && { email }),
    groups: Array.isArray(groups) ? groups.filter(isText) : [],
    claims,
    ...(provider !== undefined && { provider }),
  };
}

function readProvider(identities: unknown): string | undefined {
  const first: unknown = Array.isArray(identities) ? identities[0] : undefined;
  if (typeof first !== 'object' || first === null || !('providerName' in first)) return undefined;
  return isText(first.providerName) ? first.providerName : undefined;
}

/** Whether two users differ in nothing but what a refresh changes. */
export function isSameUser(a: AuthUser, b: AuthUser): boolean {
  return stableClaims(a) === stableClaims(b);
}

function stableClaims({ userId, provider, claims }: AuthUser): string {
  const names = Object.keys(claims).filter((name) => !VOLATILE.has(name));
  return JSON.stringify([userId, provider, names.sort().map((name) => [name, claims[name]])]);
}

import { createHash } from 'node:crypto';
import type { Clock } from '../../support/clock';
import { createExpiringMap } from '../../support/expiring-map';
import type { Random } from '../../support/random';
import { isSameSecret } from '../../support/same-secret';
import type { Session, Sessions } from '../tokens/sessions';
import { OAuthError } from './oauth-error';

const CODE_MS = 300_000;
/** How long the use of a code is remembered, so that a second one is found out. */
const USED_CODE_MS = 3_600_000;

/** What a code stands for until it is exchanged. */
export interface CodeGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly hasRedirectUri: boolean;
  readonly codeChallenge: string | undefined;
  readonly poolId: string;
  readonly username: string;
  readonly sub: string;
  readonly generation: number;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly loginId: string;
}

/** A code as a client presents it. */
export interface PresentedCode {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
}

/** Authorization codes: each is good once. */
export interface AuthorizationCodes {
  issue(grant: CodeGrant): string;
  /**
   * Uses a code up.
   *
   * @throws OAuthError `invalid_grant`; a code that its client has used before ends the session that
   *   it gave
   */
  redeem(presented: PresentedCode): CodeGrant;
  /** Remembers the session that a code gave. */
  gave(code: string, session: Session): void;
}

/** A code that is used up, with the session that it gave. */
type UsedCode = Pick<Session, 'clientId'> & Partial<Pick<Session, 'originJti'>>;

/** Keeps codes in memory, by their hash. */
export function createAuthorizationCodes({
  clock,
  random,
  sessions,
}: {
  readonly clock: Clock;
  readonly random: Random;
  readonly sessions: Sessions;
}): AuthorizationCodes {
  const codes = createExpiringMap<CodeGrant>(clock);
  const used = createExpiringMap<UsedCode>(clock);
  return {
    issue: (grant) => {
      const code = random.uuid();
      codes.set(hashOf(code), grant, CODE_MS);
      return code;
    },
    redeem: (presented) => {
      const key = hashOf(presented.code);
      const earlier = used.get(key);
      if (earlier?.originJti !== undefined && earlier.clientId === presented.clientId) {
        sessions.revoke(earlier.originJti);
      }
      const grant = codes.get(key);
      if (grant?.clientId !== presented.clientId) {
        throw invalidGrant('the code is unknown, used, too old or of another client');
      }
      // Whoever holds the code and has the rest wrong does not get a second try.
      codes.take(key);
      used.set(key, { clientId: grant.clientId }, USED_CODE_MS);
      assertBound(grant, presented);
      return grant;
    },
    gave: (code, { originJti, clientId }) =>
      used.set(hashOf(code), { originJti, clientId }, USED_CODE_MS),
  };
}

function assertBound(grant: CodeGrant, { redirectUri, codeVerifier }: PresentedCode): void {
  const expectedUri = grant.hasRedirectUri ? grant.redirectUri : redirectUri && grant.redirectUri;
  if (redirectUri !== expectedUri) throw invalidGrant('the redirect URI is another one');
  const challenge = codeVerifier && createHash('sha256').update(codeVerifier).digest('base64url');
  if (grant.codeChallenge === undefined && codeVerifier === undefined) return;
  if (!isSameSecret(challenge ?? '', grant.codeChallenge ?? ' ')) {
    throw invalidGrant('the code verifier is missing or wrong');
  }
}

function invalidGrant(reason: string): OAuthError {
  return new OAuthError('invalid_grant').because(reason);
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}

import { signJwt, verifyJwt } from '../cognito-idp/tokens/jwt';
import { createSigningKeys } from '../cognito-idp/tokens/signing-keys';
import type { VerifiedToken } from '../cognito-idp/tokens/token-verifier';
import type { Foundation } from '../foundation';
import type { DirectProviderSettings } from './identity-pool-settings';

const LIFETIME_SECONDS = 3_600;

/** Who is to be signed in at a provider. */
export interface ProviderSubject {
  /** The id of an account there. */
  readonly subject: string;
  readonly email?: string;
  /** More claims of the token, for rules of roles. Default: none. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Tokens of providers that nobody asks: a key of this state folder signs in their place. */
export interface ProviderTokens {
  issue(provider: DirectProviderSettings, who: ProviderSubject): string;
  /** Checks signature, issuer, audience and time. */
  verify(token: string, provider: DirectProviderSettings): VerifiedToken;
}

/** Makes the stand-in of every provider. */
export function createProviderTokens({ store, random, clock }: Foundation): ProviderTokens {
  // A key of its own: no token of a stand-in passes for one of a user pool, nor the other way round.
  const signingKey = createSigningKeys(store, random, 'providers');
  const now = (): number => Math.floor(clock.now() / 1000);
  return {
    issue: ({ loginName, audiences }, { subject, email, claims }) =>
      signJwt(
        {
          ...claims,
          ...(email !== undefined && { email, email_verified: true }),
          iss: `https://${loginName}`,
          aud: audiences[0],
          sub: subject,
          iat: now(),
          exp: now() + LIFETIME_SECONDS,
        },
        signingKey(),
      ),
    verify: (token, { loginName, audiences }) => {
      const claims = verifyJwt(token, signingKey());
      if (claims === undefined || typeof claims.sub !== 'string') return { outcome: 'invalid' };
      if (claims.iss !== `https://${loginName}`) return { outcome: 'wrongIssuer' };
      if (!audiences.some((audience) => audience === claims.aud)) {
        return { outcome: 'wrongAudience' };
      }
      const exp = Number(claims.exp);
      if (!(now() < exp)) return { outcome: 'expired', exp, now: now() };
      return { outcome: 'valid', claims, sub: claims.sub };
    },
  };
}

import { signJwt, verifyJwt } from '../cognito-idp/tokens/jwt';
import { createSigningKeys } from '../cognito-idp/tokens/signing-keys';
import type { Foundation } from '../foundation';
import { identityServiceOf } from '../sts/identity-service';
import type { CognitoIdentity } from '../sts/token-service';

const LIFETIME_SECONDS = 600;

/** Tokens by which an identity asks STS for a role of its choice: the classic flow. */
export interface OpenIdTokens {
  issue(identity: CognitoIdentity): string;
  /** Who a token names; `undefined` for one that is not ours, or `expired`. */
  verify(token: string): CognitoIdentity | 'expired' | undefined;
}

/** Makes the tokens of all identity pools, by a key of their own. */
export function createOpenIdTokens({
  store,
  random,
  clock,
  environment,
}: Foundation): OpenIdTokens {
  const signingKey = createSigningKeys(store, random, 'identity-pools');
  const issuer = `https://${identityServiceOf(environment)}`;
  const now = (): number => Math.floor(clock.now() / 1000);
  return {
    issue: ({ identityId: sub, identityPoolId: aud, amr }) =>
      signJwt(
        { sub, aud, amr: [...amr], iss: issuer, iat: now(), exp: now() + LIFETIME_SECONDS },
        signingKey(),
      ),
    verify(token) {
      const { sub, aud, amr, iss, exp } = verifyJwt(token, signingKey()) ?? {};
      if (iss !== issuer || typeof sub !== 'string' || typeof aud !== 'string') return undefined;
      if (!Array.isArray(amr)) return undefined;
      if (!(now() < Number(exp))) return 'expired';
      return { identityId: sub, identityPoolId: aud, amr: amr.map(String) };
    },
  };
}

import type { Claims } from '../cognito-idp/tokens/jwt';
import type { VerifiedToken } from '../cognito-idp/tokens/token-verifier';
import type { UserPools } from '../cognito-idp/user-pools';
import { AwsError } from '../support/aws-error';
import type {
  DirectProviderSettings,
  IdentityPoolSettings,
  IdentityProviderSettings,
} from './identity-pool-settings';
import type { ProviderTokens } from './provider-tokens';

/** A user who has proved to be signed in at a provider. */
export interface Login {
  /** Such as `cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123`. */
  readonly provider: string;
  /** What role mappings call the provider. */
  readonly mappingName: string;
  /** What tags call it. */
  readonly tagName: string;
  readonly sub: string;
  readonly claims: Claims;
  /** How policies and events name the user, beside the provider. */
  readonly amr: string;
}

/** What tokens are verified by. */
export interface LoginVerifiers {
  readonly userPools: UserPools;
  readonly providerTokens: ProviderTokens;
}

/**
 * Checks the `Logins` of a call.
 *
 * @returns the login, or `undefined` for a guest
 * @throws AwsError `NotAuthorizedException` or `InvalidParameterException`
 */
export function verifyLogins(
  verifiers: LoginVerifiers,
  pool: IdentityPoolSettings,
  logins: Readonly<Record<string, string>>,
): Login | undefined {
  const [first, ...others] = Object.entries(logins);
  if (first === undefined) return undefined;
  if (others.length > 0) {
    throw new AwsError(
      'InvalidParameterException',
      'Logins with more than one provider are not supported by this local runtime.',
    );
  }
  const [providerName, token] = first;
  const direct = pool.directProviders.find(({ loginName }) => loginName === providerName);
  if (direct !== undefined) return verifyDirectLogin(verifiers, direct, token);
  const trusted = pool.providers.filter((provider) => provider.providerName === providerName);
  if (trusted.length === 0) {
    throw notAuthorized('Token is not from a supported provider of this identity pool.');
  }
  return verifyLogin(verifiers.userPools, trusted, token);
}

function verifyDirectLogin(
  { providerTokens }: LoginVerifiers,
  direct: DirectProviderSettings,
  token: string,
): Login {
  const verified = providerTokens.verify(token, direct);
  if (verified.outcome !== 'valid') throw refusalOf(verified);
  const { loginName: provider, mappingName } = direct;
  const { claims, sub } = verified;
  const app = provider === mappingName ? String(claims.aud) : 'OIDC';
  const amr = `${mappingName}:${app}:${sub}`;
  return { provider, mappingName, tagName: mappingName, sub, claims, amr };
}

function verifyLogin(
  userPools: UserPools,
  trusted: readonly IdentityProviderSettings[],
  token: string,
): Login {
  let refusal = refusalOf({ outcome: 'wrongAudience' });
  for (const provider of trusted) {
    const { providerName, clientId, serverSideTokenCheck } = provider;
    const poolId = providerName.slice(providerName.lastIndexOf('/') + 1);
    const verified = userPools.verifyIdToken(token, { poolId, clientId });
    if (verified.outcome === 'valid') {
      const { sub, claims } = verified;
      if (serverSideTokenCheck && !userPools.tokenIsLive(claims)) {
        throw notAuthorized('Invalid login token. Token has been revoked.');
      }
      return {
        provider: providerName,
        mappingName: `${providerName}:${clientId}`,
        tagName: providerName,
        sub,
        claims,
        amr: `${providerName}:CognitoSignIn:${sub}`,
      };
    }
    if (verified.outcome !== 'wrongAudience') refusal = refusalOf(verified);
  }
  throw refusal;
}

function refusalOf(verified: Exclude<VerifiedToken, { outcome: 'valid' }>): AwsError {
  switch (verified.outcome) {
    case 'expired':
      return notAuthorized(
        `Invalid login token. Token expired: ${verified.exp} >= ${verified.now}`,
      );
    case 'wrongIssuer':
      return notAuthorized("Invalid login token. Issuer doesn't match providerName");
    case 'invalid':
      return notAuthorized('Invalid login token. Not a valid OpenId Connect identity token.');
    case 'wrongAudience':
      return notAuthorized('Invalid login token. Incorrect token audience.');
  }
}

function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

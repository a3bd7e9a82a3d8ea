import type { Claims } from '../cognito-idp/jwt';
import type { UserPools } from '../cognito-idp/user-pools';
import { AwsError } from '../support/aws-error';
import type { IdentityPoolSettings, IdentityProviderSettings } from './identity-pool-settings';

/** A user who has proved to be signed in at a provider. */
export interface Login {
  /** Such as `cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123`. */
  readonly provider: string;
  readonly clientId: string;
  readonly sub: string;
  readonly claims: Claims;
}

/**
 * Checks the `Logins` of a call.
 *
 * @returns the login, or `undefined` for a guest
 * @throws AwsError `NotAuthorizedException` or `InvalidParameterException`
 */
export function verifyLogins(
  userPools: UserPools,
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
  const trusted = pool.providers.filter((provider) => provider.providerName === providerName);
  if (trusted.length === 0) {
    throw notAuthorized('Token is not from a supported provider of this identity pool.');
  }
  return verifyLogin(userPools, trusted, token);
}

function verifyLogin(
  userPools: UserPools,
  trusted: readonly IdentityProviderSettings[],
  token: string,
): Login {
  let refusal = notAuthorized('Invalid login token. Incorrect token audience.');
  for (const provider of trusted) {
    const { providerName, clientId, serverSideTokenCheck } = provider;
    const poolId = providerName.slice(providerName.lastIndexOf('/') + 1);
    const verified = userPools.verifyIdToken(token, { poolId, clientId });
    switch (verified.outcome) {
      case 'valid':
        if (serverSideTokenCheck && !userPools.tokenIsLive(verified.claims)) {
          throw notAuthorized('Invalid login token. Token has been revoked.');
        }
        return { provider: providerName, clientId, sub: verified.sub, claims: verified.claims };
      case 'expired':
        refusal = notAuthorized(
          `Invalid login token. Token expired: ${verified.exp} >= ${verified.now}`,
        );
        break;
      case 'wrongIssuer':
        refusal = notAuthorized("Invalid login token. Issuer doesn't match providerName");
        break;
      case 'invalid':
        refusal = notAuthorized('Invalid login token. Not a valid OpenId Connect identity token.');
        break;
      case 'wrongAudience':
        break;
    }
  }
  throw refusal;
}

function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

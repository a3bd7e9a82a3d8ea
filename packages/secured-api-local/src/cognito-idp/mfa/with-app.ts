import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import { withEnabledFactor } from './mfa-factors';
import { assertSoftwareTokens } from './software-token';

/**
 * A user whose preferred second factor is an authenticator app of that secret, as if it had been
 * proved; no operation leads here.
 *
 * @throws AwsError for a pool without authenticator apps
 */
export function withApp(pool: UserPoolSettings, user: User, secret: Buffer): User {
  assertSoftwareTokens(pool);
  const { mfa = { enabled: [] }, ...rest } = withEnabledFactor(user, 'SOFTWARE_TOKEN_MFA');
  const totp = { secret: secret.toString('hex'), usedStep: 0 };
  return { ...rest, mfa: { ...mfa, totp, preferred: 'SOFTWARE_TOKEN_MFA' } };
}

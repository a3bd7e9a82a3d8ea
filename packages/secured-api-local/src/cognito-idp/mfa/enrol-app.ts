import { userNotFound } from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import { withEnabledFactor } from './mfa-factors';
import { assertSoftwareTokens } from './software-token';

/** A user, and the secret that their authenticator app is to have. */
export interface AppEnrolment {
  readonly poolId: string;
  readonly username: string;
  readonly secret: Buffer;
}

/**
 * Makes an authenticator app the preferred second factor of a user as if it had been proved; no
 * operation leads here.
 *
 * @throws AwsError for a user who is not there, or a pool without authenticator apps
 */
export async function enrolApp(
  { registry, directory, store }: UserPoolBackend,
  { poolId, username, secret }: AppEnrolment,
): Promise<void> {
  const pool = registry.pool(poolId);
  assertSoftwareTokens(pool);
  const user = directory.find(pool, username);
  if (user === undefined) throw userNotFound();
  const { mfa = { enabled: [] }, ...rest } = withEnabledFactor(user, 'SOFTWARE_TOKEN_MFA');
  const totp = { secret: secret.toString('hex'), usedStep: 0 };
  directory.save(pool, { ...rest, mfa: { ...mfa, totp, preferred: 'SOFTWARE_TOKEN_MFA' } });
  await store.durable();
}

import { AwsError } from '../../support/aws-error';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { ProvedUser } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { totpStep } from './totp';

/**
 * Checks that a pool has authenticator apps.
 *
 * @throws AwsError `SoftwareTokenMFANotFoundException`
 */
export function assertSoftwareTokens({ mfa }: UserPoolSettings): void {
  if (mfa.mode !== 'OFF' && mfa.factors.includes('SOFTWARE_TOKEN_MFA')) return;
  throw new AwsError(
    'SoftwareTokenMFANotFoundException',
    'Software Token MFA has not been enabled by the userPool.',
  );
}

/**
 * Uses up one code of the user's authenticator app; attempts count on the brake of codes.
 *
 * @returns the user, who cannot use that code again
 * @throws AwsError `CodeMismatchException`, `ExpiredCodeException`, `NotAuthorizedException` or
 *   `SoftwareTokenMFANotFoundException`
 */
export function redeemTotp(
  { mfaLockouts, directory, clock }: UserPoolBackend,
  { pool, user }: Pick<ProvedUser, 'pool' | 'user'>,
  code: string,
): User {
  const { mfa } = user;
  if (mfa?.totp === undefined) throw noSoftwareToken();
  mfaLockouts.begin(pool.id, user.username);
  const step = totpStep(Buffer.from(mfa.totp.secret, 'hex'), code, clock.now());
  if (step === undefined) {
    throw new AwsError('CodeMismatchException', 'Invalid code received for user');
  }
  if (step <= mfa.totp.usedStep) {
    throw new AwsError('ExpiredCodeException', 'Your software token has already been used once.');
  }
  mfaLockouts.succeed(pool.id, user.username);
  const used: User = { ...user, mfa: { ...mfa, totp: { ...mfa.totp, usedStep: step } } };
  directory.save(pool, used);
  return used;
}

/** A secret with the code of an app that was set up with it. */
export interface TotpProof {
  /** Hexadecimal. */
  readonly secret: string;
  readonly code: string;
}

/**
 * Checks the first code of an app; attempts count on the brake of codes.
 *
 * @returns the time step of the code
 * @throws AwsError `EnableSoftwareTokenMFAException` or `NotAuthorizedException`
 */
export function proveTotp(
  { mfaLockouts, clock }: UserPoolBackend,
  user: User,
  { secret, code }: TotpProof,
): number {
  mfaLockouts.begin(user.poolId, user.username);
  const step = totpStep(Buffer.from(secret, 'hex'), code, clock.now());
  if (step === undefined) {
    throw new AwsError('EnableSoftwareTokenMFAException', 'Code mismatch');
  }
  mfaLockouts.succeed(user.poolId, user.username);
  return step;
}

/** The answer to a user without an authenticator app. */
export function noSoftwareToken(): AwsError {
  return new AwsError(
    'SoftwareTokenMFANotFoundException',
    'Software token TOTP multi-factor authentication (MFA) is not enabled for the user.',
  );
}

import { AwsError } from '../../support/aws-error';
import type { PasskeySettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { usablePasskeys } from './passkey';

const MOST_OF_A_USER = 20;

/** How long an authenticator has for a passkey. */
export const CEREMONY_MS = 3 * 60_000;

/** A passkey that a user was asked to make. */
export interface PasskeyRegistration {
  readonly poolId: string;
  readonly clientId: string;
  readonly sub: string;
}

/**
 * How a pool takes passkeys.
 *
 * @throws AwsError `WebAuthnNotEnabledException`
 */
export function passkeySettings({ firstFactors, passkeys }: UserPoolSettings): PasskeySettings {
  if (firstFactors.includes('WEB_AUTHN')) return passkeys;
  throw new AwsError('WebAuthnNotEnabledException', 'Passkeys are not enabled for the user pool.');
}

/**
 * Checks that a user may have one more passkey.
 *
 * @throws AwsError `LimitExceededException`
 */
export function assertRoomForPasskey(
  backend: UserPoolBackend,
  settings: PasskeySettings,
  user: User,
): void {
  if (usablePasskeys(backend, settings, user).length < MOST_OF_A_USER) return;
  throw new AwsError('LimitExceededException', 'The user has as many passkeys as there may be.');
}

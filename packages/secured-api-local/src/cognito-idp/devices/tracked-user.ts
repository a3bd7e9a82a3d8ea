import type { Input } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import type { DeviceSettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { SignedInUser } from '../tokens/token-verifier';
import type { UserPoolBackend } from '../user-pool-backend';

/** A signed-in user of a pool that tracks devices. */
export interface TrackedUser extends SignedInUser {
  readonly settings: DeviceSettings;
}

/**
 * The user of an operation's `AccessToken`, in a pool that tracks devices.
 *
 * @throws AwsError `NotAuthorizedException` or `InvalidUserPoolConfigurationException`
 */
export function trackedUser({ verifier }: UserPoolBackend, input: Input): TrackedUser {
  const signedIn = verifier.authenticate(input);
  return { ...signedIn, settings: deviceSettings(signedIn.pool) };
}

/**
 * How a pool tracks devices.
 *
 * @throws AwsError `InvalidUserPoolConfigurationException`
 */
export function deviceSettings({ devices }: UserPoolSettings): DeviceSettings {
  if (devices !== undefined) return devices;
  throw new AwsError(
    'InvalidUserPoolConfigurationException',
    'Device tracking is not enabled for the user pool.',
  );
}

import { toClaimedDevice } from '../devices/known-device';
import { assertMaySignIn, type ProvedUser } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import { askForNewPassword } from './new-password-required';
import { afterFirstFactor } from './second-factor';

/** A user whose password was right, and the device that the sign-in names. */
export interface ProvedPassword extends Omit<ProvedUser, 'source' | 'device'> {
  readonly deviceKey: string | undefined;
}

/**
 * Goes on after a right password, or what a custom sign-in has in its place: asks for a new one where this one is temporary, for a
 * second factor where one is wanted, else issues tokens.
 *
 * @throws AwsError what keeps the user from signing in, or what a trigger fails with
 */
export async function afterPassword(
  backend: UserPoolBackend,
  { deviceKey, ...signIn }: ProvedPassword,
): Promise<unknown> {
  const proved = { ...signIn, device: toClaimedDevice(signIn.pool, deviceKey) };
  assertMaySignIn(proved.user, backend.clock.now());
  if (proved.user.status === 'FORCE_CHANGE_PASSWORD') return askForNewPassword(backend, proved);
  const source = 'TokenGeneration_Authentication';
  return afterFirstFactor(backend, { ...proved, source });
}

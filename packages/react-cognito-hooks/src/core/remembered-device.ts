import { type Authentication, answerChallenge, deviceOwner } from './authentication';
import { toBase64 } from './bytes';
import type { ClientInternals } from './client-internals';
import { asCognitoError, CognitoError, type CognitoErrorCode } from './cognito-error';
import { readClaims } from './jwt-claims';
import { createSrpClient, createSrpVerifier } from './srp';
import { deviceSlot } from './stored-device';
import type { AuthenticationResult, ClientMetadata } from './user-pool-operations';

const PASSWORD_BYTES = 40;
const NAME_LENGTH = 200;
/** Refusals that every other sign-in from this browser would end with, too. */
const DROPPED: ReadonlySet<CognitoErrorCode> = new Set([
  'NotAuthorizedException',
  'ResourceNotFoundException',
]);

/**
 * Proves that this browser is the device that the user pool knows.
 *
 * @throws CognitoError what the pool refuses with; a device that it does not take is forgotten here
 */
export async function proveDevice(
  internals: ClientInternals,
  challenge: Authentication,
  clientMetadata?: ClientMetadata,
): Promise<Authentication> {
  const slot = deviceSlot(internals, challenge.userId);
  const device = slot.read();
  if (device === undefined) {
    throw new CognitoError('UnsupportedChallenge', 'Cognito asks for a device that is not kept');
  }
  const { key, groupKey, password } = device;
  const srp = createSrpClient(`_${groupKey}`);
  const answer = (to: Authentication, responses: Readonly<Record<string, string>>) =>
    answerChallenge(internals, to, {
      responses: { ...responses, DEVICE_KEY: key },
      clientMetadata,
    });
  try {
    const next = await answer(challenge, { SRP_A: srp.publicValue });
    const { SALT = '', SRP_B = '', SECRET_BLOCK = '' } = next.ChallengeParameters ?? {};
    const { signature, timestamp } = srp.prove({
      challenge: { USER_ID_FOR_SRP: key, SALT, SRP_B, SECRET_BLOCK },
      password,
      date: new Date(internals.clock.now()),
    });
    return await answer(next, {
      PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
      TIMESTAMP: timestamp,
      PASSWORD_CLAIM_SIGNATURE: signature,
    });
  } catch (thrown) {
    if (DROPPED.has(asCognitoError(thrown).code)) slot.clear();
    throw thrown;
  }
}

/**
 * Confirms the device that a sign-in was given, without which its session is not renewed. A refusal
 * leaves the sign-in as it is.
 *
 * @param o who signed in, and whether this browser is not to be known again
 */
export async function confirmDevice(
  internals: ClientInternals,
  { AccessToken = '', IdToken = '', NewDeviceMetadata: offered }: AuthenticationResult,
  { userId: known, name, isPassing }: Pick<Authentication, 'userId' | 'name' | 'isPassing'>,
): Promise<void> {
  if (offered === undefined) return;
  const { DeviceKey: key, DeviceGroupKey: groupKey } = offered;
  const password = toBase64(crypto.getRandomValues(new Uint8Array(PASSWORD_BYTES)));
  try {
    await internals.userPool('ConfirmDevice', {
      AccessToken,
      DeviceKey: key,
      DeviceName: globalThis.navigator?.userAgent?.slice(0, NAME_LENGTH),
      DeviceSecretVerifierConfig: createSrpVerifier({ poolName: groupKey, userId: key, password }),
    });
  } catch {
    return;
  }
  if (isPassing) return;
  // A sign-in without a challenge learns what the pool calls the user from the tokens alone.
  const { 'cognito:username': told } = readClaims(IdToken) ?? {};
  const userId = typeof told === 'string' ? told : known;
  deviceSlot(internals, userId).write({ key, groupKey, password });
  deviceOwner(internals, name).write(userId);
}

import type { Operation } from '../../aws-endpoint/operation';
import {
  type Input,
  invalidParameter,
  objectMember,
  optionalText,
  requiredText,
} from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import type { Device } from '../devices/device';
import { trackedUser } from '../devices/tracked-user';
import { isSrpVerifier } from '../passwords/srp';
import type { UserPoolBackend } from '../user-pool-backend';

const SALT_BYTES = 64;
const VERIFIER_BYTES = 385;

/** `ConfirmDevice`: keeps the device of a session, by a verifier of its random password. */
export function confirmDevice(backend: UserPoolBackend): Operation {
  const { devices, clock } = backend;
  return publicOperation(backend.store, 'ConfirmDevice', (input, { sourceIp }) => {
    const { user, session, settings } = trackedUser(backend, input);
    const key = requiredText(input, 'DeviceKey');
    if (session.deviceKey !== key) throw invalidParameter('Invalid device key given.');
    if (devices.find(user, key) !== undefined) {
      throw new AwsError('DeviceKeyExistsException', 'Device already exists');
    }
    const now = clock.now();
    devices.save(user, {
      key,
      name: optionalText(input, 'DeviceName'),
      password: readVerifier(input),
      isRemembered: !settings.onlyOnPrompt,
      lastIp: sourceIp,
      createdAt: now,
      modifiedAt: now,
      authenticatedAt: now,
    });
    return { UserConfirmationNecessary: settings.onlyOnPrompt };
  });
}

function readVerifier(input: Input): Device['password'] {
  const config = objectMember(input, 'DeviceSecretVerifierConfig') ?? {};
  const salt = readBytes(config, 'Salt', SALT_BYTES).toString('hex');
  const verifier = readBytes(config, 'PasswordVerifier', VERIFIER_BYTES).toString('hex');
  if (!isSrpVerifier(verifier)) throw invalidParameter('Invalid device secret verifier given.');
  return { salt, verifier };
}

function readBytes(config: Input, member: string, most: number): Buffer {
  const bytes = Buffer.from(requiredText(config, member), 'base64');
  if (bytes.length > 0 && bytes.length <= most) return bytes;
  throw invalidParameter('Invalid device secret verifier given.');
}

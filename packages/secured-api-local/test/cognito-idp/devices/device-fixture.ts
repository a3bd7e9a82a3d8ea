import { randomBytes } from 'node:crypto';
import { createVerifier } from '../../../src/cognito-idp/passwords/srp';
import type {
  DeviceSettings,
  UserPoolSettings,
} from '../../../src/cognito-idp/pool/user-pool-settings';
import { createSrpClient } from '../passwords/srp-client';
import {
  createFixture,
  EMAIL,
  type Fixture,
  type FixtureOptions,
  PASSWORD,
  POOL_ID,
} from '../user-pool-fixture';

type Answer = Record<string, unknown>;

/** A device as a client keeps it. */
export interface OwnDevice {
  readonly key: string;
  readonly groupKey: string;
  readonly password: string;
}

/** A pool that tracks devices, with one confirmed user. */
export async function createDevicePool(
  devices: Partial<DeviceSettings> = {},
  { pool, ...options }: FixtureOptions = {},
): Promise<Fixture> {
  const settings: Partial<UserPoolSettings> = {
    devices: { skipSecondFactor: true, onlyOnPrompt: false, ...devices },
    ...pool,
  };
  const fixture = createFixture({ ...options, pool: settings });
  await fixture.confirmedUser();
  return fixture;
}

/** The result of a sign-in that ended. */
export function resultOf(answer: Answer): Record<string, string> {
  return answer.AuthenticationResult as Record<string, string>;
}

/** Signs in by the password, with the device where one is given. */
export async function signInFrom(pool: Fixture, device?: Pick<OwnDevice, 'key'>): Promise<Answer> {
  const srp = createSrpClient();
  const named = device && { DEVICE_KEY: device.key };
  const { ChallengeParameters } = await pool.client('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: EMAIL, SRP_A: srp.publicValue },
  });
  const parameters = ChallengeParameters as Record<string, string>;
  return pool.client('RespondToAuthChallenge', {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: { ...srp.respond(POOL_ID, parameters, PASSWORD), ...named },
  });
}

/** A verifier of a device's password, as a client sends it. */
export function verifierOf(device: OwnDevice): Record<string, string> {
  const salt = randomBytes(16).toString('hex');
  const verifier = createVerifier(
    { poolName: device.groupKey, username: device.key },
    salt,
    device.password,
  );
  const even = verifier.length % 2 === 0 ? verifier : `0${verifier}`;
  return {
    Salt: Buffer.from(salt, 'hex').toString('base64'),
    PasswordVerifier: Buffer.from(even, 'hex').toString('base64'),
  };
}

/** Confirms the device that the answer to a sign-in offers. */
export async function confirmNew(pool: Fixture, answer: Answer): Promise<OwnDevice> {
  const { AccessToken, NewDeviceMetadata } = answer.AuthenticationResult as {
    AccessToken: string;
    NewDeviceMetadata: { DeviceKey: string; DeviceGroupKey: string };
  };
  const { DeviceKey: key, DeviceGroupKey: groupKey } = NewDeviceMetadata;
  const device = { key, groupKey, password: randomBytes(40).toString('base64') };
  await pool.call('ConfirmDevice', {
    AccessToken,
    DeviceKey: key,
    DeviceName: 'a browser',
    DeviceSecretVerifierConfig: verifierOf(device),
  });
  return device;
}

/** Proves the device that a sign-in waits for. */
export async function proveDevice(
  pool: Fixture,
  { Session }: Answer,
  device: OwnDevice,
): Promise<Answer> {
  const srp = createSrpClient();
  const named = { USERNAME: EMAIL, DEVICE_KEY: device.key };
  const challenge = await pool.client('RespondToAuthChallenge', {
    ChallengeName: 'DEVICE_SRP_AUTH',
    Session,
    ChallengeResponses: { ...named, SRP_A: srp.publicValue },
  });
  const given = challenge.ChallengeParameters as Record<string, string>;
  const parameters = { ...given, USER_ID_FOR_SRP: device.key };
  return pool.client('RespondToAuthChallenge', {
    ChallengeName: 'DEVICE_PASSWORD_VERIFIER',
    Session: challenge.Session,
    ChallengeResponses: {
      ...srp.respond(`_${device.groupKey}`, parameters, device.password),
      ...named,
    },
  });
}

import { describe, expect, test } from 'vitest';
import {
  confirmNew,
  createDevicePool,
  proveDevice,
  resultOf,
  signInFrom,
} from '../devices/device-fixture';
import { appCode } from '../mfa/authenticator-app';
import { createSrpClient } from '../passwords/srp-client';
import {
  CLIENT_ID,
  claimsOf,
  EMAIL,
  type Fixture,
  type FixtureOptions,
  PASSWORD,
  POOL_ID,
} from '../user-pool-fixture';

const NOT_THERE = { code: 'ResourceNotFoundException', message: 'Device does not exist.' };
const WRONG = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const INVALID_REFRESH = { code: 'NotAuthorizedException', message: 'Invalid Refresh Token' };
const WITH_MFA: FixtureOptions = {
  pool: { mfa: { mode: 'OPTIONAL', factors: ['SOFTWARE_TOKEN_MFA'] } },
};

/** Signs in, confirms the device, and makes an app the user's second factor. */
async function deviceWithApp(pool: Fixture) {
  const answer = await signInFrom(pool);
  const device = await confirmNew(pool, answer);
  const { AccessToken } = resultOf(answer);
  const { SecretCode } = await pool.call('AssociateSoftwareToken', { AccessToken });
  const UserCode = appCode(pool, SecretCode);
  await pool.call('VerifySoftwareToken', { AccessToken, UserCode });
  const SoftwareTokenMfaSettings = { Enabled: true };
  await pool.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings });
  pool.clock.advance(60_000);
  return { device, secret: String(SecretCode), AccessToken };
}

function refresh(pool: Fixture, { RefreshToken }: Record<string, string>, DeviceKey?: string) {
  return pool.client('GetTokensFromRefreshToken', { RefreshToken, DeviceKey });
}

describe('a sign-in without a device, in a pool that tracks them', () => {
  test('is given the key of a new device, also as a claim', async () => {
    const pool = await createDevicePool();

    const { NewDeviceMetadata, AccessToken } = resultOf(await signInFrom(pool));

    expect(NewDeviceMetadata).toEqual({
      DeviceKey: expect.stringMatching(/^us-east-1_[0-9a-f-]{36}$/),
      DeviceGroupKey: expect.stringMatching(/^-[A-Za-z0-9]{8}$/),
    });
    expect(NewDeviceMetadata).toMatchObject({ DeviceKey: claimsOf(AccessToken ?? '').device_key });
  });

  test('is told to the function after it as a new device', async () => {
    const pool = await createDevicePool({}, { pool: { triggers: { PostAuthentication: 'post' } } });

    const device = await confirmNew(pool, await signInFrom(pool));
    await proveDevice(pool, await signInFrom(pool, device), device);

    expect(pool.invocations.map(({ event }) => event.request.newDeviceUsed)).toEqual([true, false]);
  });

  test('is given no device where the pool tracks none, and one that is named says nothing', async () => {
    const pool = await createDevicePool({}, { pool: { devices: undefined } });

    const result = resultOf(await signInFrom(pool, { key: 'us-east-1_0' }));

    expect(result).not.toHaveProperty('NewDeviceMetadata');
    expect(claimsOf(result.AccessToken ?? '')).not.toHaveProperty('device_key');
  });
});

describe('a confirmed device', () => {
  test('proves itself after the password, and stands in for the second factor', async () => {
    const pool = await createDevicePool({}, WITH_MFA);
    const { device } = await deviceWithApp(pool);

    const challenge = await signInFrom(pool, device);
    const result = resultOf(await proveDevice(pool, challenge, device));

    expect(challenge.ChallengeName).toBe('DEVICE_SRP_AUTH');
    expect(result).not.toHaveProperty('NewDeviceMetadata');
    expect(claimsOf(result.AccessToken ?? '').device_key).toBe(device.key);
  });

  test.each([
    ['the pool does not let devices do so', { skipSecondFactor: false }, 'remembered'],
    ['it is not remembered', {}, 'not_remembered'],
  ])('does not stand in for the second factor where %s', async (_, settings, status) => {
    const pool = await createDevicePool(settings, WITH_MFA);
    const { device, secret, AccessToken } = await deviceWithApp(pool);
    const DeviceRememberedStatus = status;
    const DeviceKey = device.key;
    await pool.call('UpdateDeviceStatus', { AccessToken, DeviceKey, DeviceRememberedStatus });

    const challenge = await proveDevice(pool, await signInFrom(pool, device), device);
    const answer = await pool.client('RespondToAuthChallenge', {
      ...challenge,
      ChallengeResponses: { USERNAME: EMAIL, SOFTWARE_TOKEN_MFA_CODE: appCode(pool, secret) },
    });

    expect(challenge.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    expect(claimsOf(resultOf(answer).AccessToken ?? '').device_key).toBe(device.key);
  });

  test('fails with another device’s password, and the session is used up', async () => {
    const pool = await createDevicePool({}, WITH_MFA);
    const { device } = await deviceWithApp(pool);
    const challenge = await signInFrom(pool, device);

    const wrong = proveDevice(pool, challenge, { ...device, password: 'another' });
    await expect(wrong).rejects.toMatchObject(WRONG);

    await expect(proveDevice(pool, challenge, device)).rejects.toMatchObject({
      message: 'Invalid session for the user, session is expired.',
    });
  });

  test('fails once five proofs were wrong, and a right one during the lockout as well', async () => {
    const pool = await createDevicePool();
    const device = await confirmNew(pool, await signInFrom(pool));
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const challenge = await signInFrom(pool, device);
      const wrong = proveDevice(pool, challenge, { ...device, password: 'another' });
      await expect(wrong).rejects.toMatchObject(WRONG);
    }

    const locked = proveDevice(pool, await signInFrom(pool, device), device);

    await expect(locked).rejects.toMatchObject({ message: 'Password attempts exceeded' });
  });

  test('is asked for by a plain password, too', async () => {
    const pool = await createDevicePool(
      {},
      { client: { authFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'] } },
    );
    const device = await confirmNew(pool, await signInFrom(pool));

    const challenge = await pool.client('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: EMAIL, PASSWORD, DEVICE_KEY: device.key },
    });

    expect(challenge.ChallengeName).toBe('DEVICE_SRP_AUTH');
    expect(await proveDevice(pool, challenge, device)).toHaveProperty('AuthenticationResult');
  });

  test('fails as the device of another user', async () => {
    const pool = await createDevicePool();
    const device = await confirmNew(pool, await signInFrom(pool));
    await pool.admin('AdminCreateUser', { Username: 'other@example.com' });
    const parameters = { USERNAME: 'other@example.com', SRP_A: 'aa', DEVICE_KEY: device.key };

    const started = pool.client('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: parameters,
    });

    await expect(started).rejects.toMatchObject(NOT_THERE);
  });
});

describe('a device that was forgotten', () => {
  test('fails the same for a known name and one that nobody has', async () => {
    const pool = await createDevicePool();
    const start = (USERNAME: string) =>
      pool.client('InitiateAuth', {
        AuthFlow: 'USER_SRP_AUTH',
        AuthParameters: { USERNAME, SRP_A: 'aa', DEVICE_KEY: 'us-east-1_0' },
      });

    await expect(start(EMAIL)).rejects.toMatchObject(NOT_THERE);
    await expect(start('nobody@example.com')).rejects.toMatchObject(NOT_THERE);
  });

  test('leaves the password exchange usable, for a client that asks again without it', async () => {
    const pool = await createDevicePool();
    const srp = createSrpClient();
    const { ChallengeParameters } = await pool.client('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: EMAIL, SRP_A: srp.publicValue },
    });
    const parameters = ChallengeParameters as Record<string, string>;
    const proof = srp.respond(POOL_ID, parameters, PASSWORD);
    const answer = (ChallengeResponses: Record<string, string>) =>
      pool.client('RespondToAuthChallenge', {
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses,
      });

    await expect(answer({ ...proof, DEVICE_KEY: 'us-east-1_0' })).rejects.toMatchObject(NOT_THERE);

    expect(await answer(proof)).toHaveProperty('AuthenticationResult');
  });

  test('fails in the middle of its proof', async () => {
    const pool = await createDevicePool();
    const device = await confirmNew(pool, await signInFrom(pool));
    const challenge = await signInFrom(pool, device);

    await pool.admin('AdminForgetDevice', { Username: EMAIL, DeviceKey: device.key });

    await expect(proveDevice(pool, challenge, device)).rejects.toMatchObject(NOT_THERE);
  });
});

describe('a session that began on a device', () => {
  test('is renewed from that device alone', async () => {
    const pool = await createDevicePool();
    const answer = await signInFrom(pool);
    const device = await confirmNew(pool, answer);

    await expect(refresh(pool, resultOf(answer))).rejects.toMatchObject(INVALID_REFRESH);
    await expect(refresh(pool, resultOf(answer), 'us-east-1_0')).rejects.toMatchObject(
      INVALID_REFRESH,
    );
    expect(await refresh(pool, resultOf(answer), device.key)).toHaveProperty(
      'AuthenticationResult.AccessToken',
    );
    const byFlow = await pool.client('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: {
        REFRESH_TOKEN: resultOf(answer).RefreshToken,
        DEVICE_KEY: device.key,
      },
    });
    expect(byFlow).toHaveProperty('AuthenticationResult.AccessToken');
  });

  test('is not renewed before the device is confirmed, nor once it is forgotten', async () => {
    const pool = await createDevicePool();
    const answer = await signInFrom(pool);
    const { device_key: key } = claimsOf(resultOf(answer).AccessToken ?? '');

    await expect(refresh(pool, resultOf(answer), String(key))).rejects.toMatchObject(
      INVALID_REFRESH,
    );
    await confirmNew(pool, answer);
    await pool.call('ForgetDevice', { ...resultOf(answer), DeviceKey: key });

    await expect(refresh(pool, resultOf(answer), String(key))).rejects.toMatchObject(
      INVALID_REFRESH,
    );
  });

  test('needs no device where it was opened for a test', async () => {
    const pool = await createDevicePool();

    const { refreshToken } = await pool.userPools.signIn(CLIENT_ID, EMAIL);

    expect(await refresh(pool, { RefreshToken: refreshToken })).toHaveProperty(
      'AuthenticationResult.AccessToken',
    );
  });
});

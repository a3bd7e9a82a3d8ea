import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../../src/state/memory-store';
import {
  confirmNew,
  createDevicePool,
  resultOf,
  signInFrom,
  verifierOf,
} from '../devices/device-fixture';
import { claimsOf, createFixture, EMAIL, type Fixture } from '../user-pool-fixture';

const NOT_THERE = { code: 'ResourceNotFoundException', message: 'Device does not exist.' };
const INVALID = { code: 'InvalidParameterException' };
const NAMED = { Username: EMAIL };

async function withDevice(settings = {}) {
  const pool = await createDevicePool(settings);
  const answer = await signInFrom(pool);
  const device = await confirmNew(pool, answer);
  const { AccessToken } = resultOf(answer);
  return { pool, device, call: { AccessToken, DeviceKey: device.key } };
}

function statusOf(answer: Record<string, unknown>): unknown {
  const { Device } = answer as { Device: { DeviceAttributes: { Name: string; Value: string }[] } };
  return Device.DeviceAttributes.find(({ Name }) => Name === 'dev:device_remembered_status')?.Value;
}

const confirm = async (pool: Fixture, config: object, change = {}) => {
  const { AccessToken = '' } = resultOf(await signInFrom(pool));
  const { device_key: DeviceKey } = claimsOf(AccessToken);
  return pool.call('ConfirmDevice', {
    AccessToken,
    DeviceKey,
    DeviceSecretVerifierConfig: config,
    ...change,
  });
};

describe('ConfirmDevice', () => {
  test.each([
    [false, 'remembered'],
    [true, 'not_remembered'],
  ])('says whether the user has to be asked: %s', async (onlyOnPrompt, status) => {
    const pool = await createDevicePool({ onlyOnPrompt });
    const verifier = verifierOf({ key: 'k', groupKey: 'g', password: 'p' });

    const answer = await confirm(pool, verifier);
    const { Devices } = await pool.admin('AdminListDevices', NAMED);

    expect(answer).toEqual({ UserConfirmationNecessary: onlyOnPrompt });
    expect(statusOf({ Device: (Devices as unknown[])[0] })).toBe(status);
  });

  test('fails for a key that is not of the session', async () => {
    const pool = await createDevicePool();
    const verifier = verifierOf({ key: 'k', groupKey: 'g', password: 'p' });

    const confirmed = confirm(pool, verifier, { DeviceKey: 'us-east-1_0' });

    await expect(confirmed).rejects.toMatchObject({
      ...INVALID,
      message: 'Invalid device key given.',
    });
  });

  test('fails for a device that is there already', async () => {
    const { pool, device, call } = await withDevice();

    const again = pool.call('ConfirmDevice', {
      ...call,
      DeviceSecretVerifierConfig: verifierOf(device),
    });

    await expect(again).rejects.toMatchObject({ code: 'DeviceKeyExistsException' });
  });

  test.each([
    ['no verifier', {}],
    ['0', { Salt: 'AQ==', PasswordVerifier: 'AA==' }],
    ['1', { Salt: 'AQ==', PasswordVerifier: 'AQ==' }],
    ['a number beyond the group', { Salt: 'AQ==', PasswordVerifier: '/'.repeat(512) }],
    ['no bytes', { Salt: 'AQ==', PasswordVerifier: '' }],
    ['a salt that is too long', { Salt: 'A'.repeat(100), PasswordVerifier: 'Ag==' }],
  ])('fails for %s as the verifier', async (_, config) => {
    const pool = await createDevicePool();

    await expect(confirm(pool, config)).rejects.toMatchObject(INVALID);
  });

  test('keeps no password, and the device as long as the store lives', async () => {
    const store = createMemoryStore();
    const pool = await createDevicePool({}, { store });

    const device = await confirmNew(pool, await signInFrom(pool));
    const { Devices } = await createFixture({
      store,
      pool: { devices: { skipSecondFactor: true, onlyOnPrompt: false } },
    }).admin('AdminListDevices', NAMED);

    expect(Devices).toMatchObject([{ DeviceKey: device.key }]);
    const kept = JSON.stringify([...store.collection('devices').entries()]);
    expect(kept).not.toContain(device.password);
  });
});

describe('a device', () => {
  test('is shown to its user and to administrators, without anything secret', async () => {
    const { pool, device, call } = await withDevice();

    const shown = await pool.call('GetDevice', call);
    const listed = await pool.call('ListDevices', call);
    const byAdmin = await pool.admin('AdminGetDevice', { ...NAMED, DeviceKey: device.key });

    const at = pool.clock.now() / 1000;
    expect(shown).toEqual({
      Device: {
        DeviceKey: device.key,
        DeviceAttributes: [
          { Name: 'device_status', Value: 'valid' },
          { Name: 'device_name', Value: 'a browser' },
          { Name: 'dev:device_remembered_status', Value: 'remembered' },
          { Name: 'last_ip_used', Value: '127.0.0.1' },
        ],
        DeviceCreateDate: at,
        DeviceLastModifiedDate: at,
        DeviceLastAuthenticatedDate: at,
      },
    });
    expect(listed).toEqual({ Devices: [shown.Device] });
    expect(byAdmin).toEqual(shown);
  });

  test('is remembered, or not, by its user and by an administrator', async () => {
    const { pool, call } = await withDevice({ onlyOnPrompt: true });

    await pool.call('UpdateDeviceStatus', { ...call, DeviceRememberedStatus: 'remembered' });
    const remembered = statusOf(await pool.call('GetDevice', call));
    await pool.admin('AdminUpdateDeviceStatus', {
      ...NAMED,
      DeviceKey: call.DeviceKey,
      DeviceRememberedStatus: 'not_remembered',
    });

    expect(remembered).toBe('remembered');
    expect(statusOf(await pool.call('GetDevice', call))).toBe('not_remembered');
  });

  test('fails for a status that there is not', async () => {
    const { pool, call } = await withDevice();

    const update = pool.call('UpdateDeviceStatus', { ...call, DeviceRememberedStatus: 'trusted' });

    await expect(update).rejects.toMatchObject(INVALID);
  });

  test('is gone once its user or an administrator forgets it', async () => {
    const { pool, call } = await withDevice();

    await pool.call('ForgetDevice', call);

    await expect(pool.call('GetDevice', call)).rejects.toMatchObject(NOT_THERE);
    await expect(pool.call('ForgetDevice', call)).rejects.toMatchObject(NOT_THERE);
    await expect(
      pool.admin('AdminForgetDevice', { ...NAMED, DeviceKey: call.DeviceKey }),
    ).rejects.toMatchObject(NOT_THERE);
  });

  test('is gone with its user', async () => {
    const { pool, call } = await withDevice();

    await pool.call('DeleteUser', call);

    const { store } = pool.services;
    expect([...store.collection('devices').entries()]).toEqual([]);
    expect([...store.collection('device-keys').entries()]).toEqual([]);
  });

  test.each(['ConfirmDevice', 'GetDevice', 'ListDevices', 'UpdateDeviceStatus', 'ForgetDevice'])(
    'fails in %s where the pool tracks none',
    async (operation) => {
      const pool = await createDevicePool({}, { pool: { devices: undefined } });
      const { AccessToken } = await pool.signIn();

      const call = pool.call(operation, { AccessToken, DeviceKey: 'us-east-1_0' });

      await expect(call).rejects.toMatchObject({ code: 'InvalidUserPoolConfigurationException' });
    },
  );

  test.each(['AdminGetDevice', 'AdminListDevices', 'AdminUpdateDeviceStatus', 'AdminForgetDevice'])(
    'fails in %s where the pool tracks none, and for a name that nobody has',
    async (operation) => {
      const plain = await createDevicePool({}, { pool: { devices: undefined } });
      const tracking = await createDevicePool();
      const call = { Username: 'nobody@example.com', DeviceKey: 'us-east-1_0' };

      await expect(plain.admin(operation, call)).rejects.toMatchObject({
        code: 'InvalidUserPoolConfigurationException',
      });
      await expect(tracking.admin(operation, call)).rejects.toMatchObject({
        code: 'UserNotFoundException',
      });
    },
  );
});

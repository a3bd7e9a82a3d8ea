import { expect, test } from 'vitest';
import type { Device } from '../../../src/cognito-idp/devices/device';
import { createDevices } from '../../../src/cognito-idp/devices/devices';
import type { User } from '../../../src/cognito-idp/users/user';
import { createMemoryStore } from '../../../src/state/memory-store';

const USER: User = {
  poolId: 'us-east-1_AbCdEf123',
  username: 'ada',
  sub: '5a4fd4b8-0000-4000-8000-000000000000',
  status: 'CONFIRMED',
  enabled: true,
  attributes: {},
  password: { salt: '01', verifier: '02' },
  groups: [],
  createdAt: 0,
  modifiedAt: 0,
  generation: 0,
};

function deviceUsedAt(time: number): Device {
  return {
    key: `us-east-1_${time}`,
    password: { salt: '01', verifier: '02' },
    isRemembered: true,
    lastIp: '127.0.0.1',
    createdAt: 0,
    modifiedAt: 0,
    authenticatedAt: time,
  };
}

test('forgets the device that was away longest once a user has sixty', () => {
  const devices = createDevices(createMemoryStore());
  const other = { ...USER, sub: '5a4fd4b8-0000-4000-8000-000000000001' };
  devices.save(other, deviceUsedAt(0));
  devices.save(USER, deviceUsedAt(100));
  for (let time = 1; time <= 60; time += 1) devices.save(USER, deviceUsedAt(time));

  const kept = devices.list(USER).map(({ key }) => key);

  expect(kept).toHaveLength(60);
  expect(kept).toContain('us-east-1_100');
  expect(kept).not.toContain('us-east-1_1');
  expect(devices.list(other)).toHaveLength(1);
});

import type { Page } from '../pool/page-of';
import { toAttributeList } from '../users/user-description';
import type { Device } from './device';

/** A device as AWS's answers show it, without anything secret. */
export function describeDevice(device: Device): object {
  return {
    DeviceKey: device.key,
    DeviceAttributes: toAttributeList({
      device_status: 'valid',
      ...(device.name !== undefined && { device_name: device.name }),
      'dev:device_remembered_status': device.isRemembered ? 'remembered' : 'not_remembered',
      last_ip_used: device.lastIp,
    }),
    DeviceCreateDate: device.createdAt / 1000,
    DeviceLastModifiedDate: device.modifiedAt / 1000,
    DeviceLastAuthenticatedDate: device.authenticatedAt / 1000,
  };
}

/** A page of devices as AWS's answers show it. */
export function describeDevices({ items, nextToken }: Page<Device>): object {
  return {
    Devices: items.map((device) => describeDevice(device)),
    ...(nextToken !== undefined && { PaginationToken: nextToken }),
  };
}

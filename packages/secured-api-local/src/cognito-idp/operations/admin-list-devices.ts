import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import { describeDevices } from '../devices/device-description';
import { deviceSettings } from '../devices/tracked-user';
import { pageOf } from '../pool/page-of';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminListDevices`: the devices of a user, the last one first. */
export function adminListDevices(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminListDevices', (pool, input) => {
    deviceSettings(pool);
    const user = requireUser(backend, pool, input);
    return describeDevices(pageOf(backend.devices.list(user), input, 'PaginationToken'));
  });
}

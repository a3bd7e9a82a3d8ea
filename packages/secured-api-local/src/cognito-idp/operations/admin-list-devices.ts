import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import { describeDevices } from '../device-description';
import { pageOf } from '../page-of';
import { deviceSettings } from '../tracked-user';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminListDevices`: the devices of a user, the last one first. */
export function adminListDevices(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminListDevices', (pool, input) => {
    deviceSettings(pool);
    const user = requireUser(backend, pool, input);
    return describeDevices(pageOf(backend.devices.list(user), input, 'PaginationToken'));
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { describeDevices } from '../devices/device-description';
import { trackedUser } from '../devices/tracked-user';
import { pageOf } from '../pool/page-of';
import type { UserPoolBackend } from '../user-pool-backend';

/** `ListDevices`: the devices of a signed-in user, the last one first. */
export function listDevices(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'ListDevices', (input) => {
    const { user } = trackedUser(backend, input);
    return describeDevices(pageOf(backend.devices.list(user), input, 'PaginationToken'));
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import { describeUser } from '../user-description';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminGetUser`: a user with all attributes. */
export function adminGetUser(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminGetUser', (pool, input) => {
    const { Attributes, ...user } = describeUser(requireUser(backend, pool, input));
    return { ...user, UserAttributes: Attributes };
  });
}

import type { Operation } from '../../aws-endpoint/operation';
import { adminOperation, requireUser } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';
import { describeMfa, describeUser } from '../users/user-description';

/** `AdminGetUser`: a user with all attributes. */
export function adminGetUser(backend: UserPoolBackend): Operation {
  return adminOperation(backend, 'AdminGetUser', (pool, input) => {
    const user = requireUser(backend, pool, input);
    const { Attributes, ...described } = describeUser(user);
    return { ...described, UserAttributes: Attributes, ...describeMfa(user) };
  });
}

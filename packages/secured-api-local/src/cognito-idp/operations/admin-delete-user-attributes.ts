import type { Operation } from '../../aws-endpoint/operation';
import { textList } from '../../aws-endpoint/operation-input';
import { withAttributes } from '../account/attribute-changes';
import { adminOperation, requireUser } from '../admin-operation';
import type { UserPoolBackend } from '../user-pool-backend';

/** `AdminDeleteUserAttributes`: deletes attributes of a user. */
export function adminDeleteUserAttributes(backend: UserPoolBackend): Operation {
  const { directory, clock } = backend;
  return adminOperation(backend, 'AdminDeleteUserAttributes', (pool, input) => {
    const user = requireUser(backend, pool, input);
    const names = textList(input, 'UserAttributeNames');
    const deletions = Object.fromEntries(names.map((name) => [name, '']));
    const changed = withAttributes(directory, pool, user, deletions);
    directory.save(pool, { ...changed, modifiedAt: clock.now() });
    return {};
  });
}

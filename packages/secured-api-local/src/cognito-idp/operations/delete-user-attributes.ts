import type { Operation } from '../../aws-endpoint/operation';
import { textList } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { withChangedAttributes } from '../account/attribute-changes';
import type { UserPoolBackend } from '../user-pool-backend';

/** `DeleteUserAttributes`: deletes attributes of a signed-in user. */
export function deleteUserAttributes(backend: UserPoolBackend): Operation {
  const { verifier, directory, clock } = backend;
  return publicOperation(backend.store, 'DeleteUserAttributes', (input) => {
    const caller = verifier.authenticate(input);
    const names = textList(input, 'UserAttributeNames');
    const deletions = Object.fromEntries(names.map((name) => [name, '']));
    const changed = withChangedAttributes(directory, caller, deletions);
    directory.save(caller.pool, { ...changed, modifiedAt: clock.now() });
    return {};
  });
}

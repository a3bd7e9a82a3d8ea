import type { Operation } from '../../aws-endpoint/operation';
import { requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { withProvedAddress } from '../codes/proved-address';
import { verifiableAttribute } from '../pool/verifiable-attribute';
import type { UserPoolBackend } from '../user-pool-backend';

/** `VerifyUserAttribute`: proves an address by the code that was sent to it. */
export function verifyUserAttribute(backend: UserPoolBackend): Operation {
  const { verifier, codes, directory, clock } = backend;
  return publicOperation(backend.store, 'VerifyUserAttribute', (input) => {
    const { pool, user } = verifier.authenticate(input);
    const attribute = verifiableAttribute(requiredText(input, 'AttributeName'));
    const code = requiredText(input, 'Code');
    return codes.redeem(user, attribute, code, (address) => {
      // A pool that keeps the old address until the new one is proved changes it now.
      const attributes = pool.verifyBeforeUpdate.includes(attribute)
        ? { ...user.attributes, [attribute]: address.destination }
        : user.attributes;
      const changed = { ...user, attributes, modifiedAt: clock.now() };
      directory.save(pool, withProvedAddress(directory, pool, changed, address));
      return {};
    });
  });
}

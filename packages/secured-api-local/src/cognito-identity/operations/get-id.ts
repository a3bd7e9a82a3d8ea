import type { Operation } from '../../aws-endpoint/operation';
import { requiredText, textMap } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import {
  assertGuestsAllowed,
  type IdentityPoolBackend,
  requirePool,
} from '../identity-pool-backend';
import { verifyLogins } from '../logins';

/** `GetId`: the identity of a login, always the same one, or a new guest. */
export function getId(backend: IdentityPoolBackend): Operation {
  const { services, identities } = backend;
  return publicOperation(services.store, 'GetId', (input) => {
    const pool = requirePool(backend, requiredText(input, 'IdentityPoolId'));
    const login = verifyLogins(backend, pool, textMap(input, 'Logins'));
    if (login !== undefined) return { IdentityId: identities.ofLogin(pool.id, login).id };
    assertGuestsAllowed(pool);
    return { IdentityId: identities.newGuest(pool.id).id };
  });
}
